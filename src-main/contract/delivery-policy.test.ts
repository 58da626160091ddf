import { describe, expect, it } from 'vitest'
import { deliveryLimits, findDeliveryProblems, readDelivery } from './delivery-policy.ts'

const fieldsOf = (policy: unknown) =>
  findDeliveryProblems(JSON.stringify(policy), 'subscription').map(({ field }) => field)
const retry = (healthyRetryPolicy: object) => ({ healthyRetryPolicy })

describe(`the delivery policy of a subscription (limits of ${deliveryLimits.source})`, () => {
  it('takes what SNS itself writes: nulls, parts of its own, its standards', () => {
    const written = {
      healthyRetryPolicy: {
        minDelayTarget: 20,
        maxDelayTarget: 20,
        numRetries: 3,
        numMaxDelayRetries: 0,
        numNoDelayRetries: 0,
        numMinDelayRetries: 0,
        backoffFunction: 'linear',
      },
      sicklyRetryPolicy: null,
      throttlePolicy: null,
      requestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
      guaranteed: false,
    }
    expect(fieldsOf(written)).toEqual([])
    expect(readDelivery(JSON.stringify(written), 'subscription')?.request).toEqual({
      headerContentType: 'text/plain; charset=UTF-8',
    })
  })

  it.each([
    [{}, []],
    [retry({ numRetries: 100, minDelayTarget: 1, maxDelayTarget: 1 }), []],
    [retry({ numRetries: 101 }), ['numRetries']],
    [retry({ numRetries: -1 }), ['numRetries']],
    [retry({ numRetries: 1.5 }), ['numRetries']],
    [retry({ minDelayTarget: 0 }), ['minDelayTarget']],
    [retry({ maxDelayTarget: 3_601 }), ['maxDelayTarget']],
    [retry({ minDelayTarget: 30 }), ['delays']],
    [retry({ numNoDelayRetries: 4 }), ['phases']],
    [retry({ numRetries: 4, numNoDelayRetries: 4 }), []],
    [retry({ backoffFunction: 'quadratic' }), ['backoffFunction']],
    [retry({ numRetries: 2, minDelayTarget: 1_800, maxDelayTarget: 1_800 }), []],
    [retry({ numRetries: 2, minDelayTarget: 1_801, maxDelayTarget: 1_801 }), ['total']],
    [{ throttlePolicy: { maxReceivesPerSecond: 0 } }, ['maxReceivesPerSecond']],
    [{ throttlePolicy: { maxReceivesPerSecond: 1_000_000 } }, []],
  ])('%j: %j', (policy, fields) => {
    expect(fieldsOf(policy)).toEqual(fields)
  })

  it('is not read as a topic’s, nor a topic’s as one', () => {
    const ofTopic = { http: { defaultHealthyRetryPolicy: { numRetries: 101 } } }
    expect(fieldsOf(ofTopic)).toEqual([])
    expect(findDeliveryProblems(JSON.stringify(retry({ numRetries: 101 })))).toEqual([])
  })
})
