import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'

/**
 * What fauxqs cannot answer. The form is that of the sample responses of "ListSubscriptionsByTopic",
 * "ConfirmSubscription", "GetSubscriptionAttributes" and "SetSubscriptionAttributes" of the SNS API Reference, and the
 * words those of "Common Errors" and of each action's errors.
 */
const connectionId = 'sandbox'
const topicArn = 'arn:aws:sns:us-east-2:123456789012:My-Topic'
const subscriptionArn = `${topicArn}:80289ba6-0fd4-4079-afb4-ce8c8260f0ca`
const queueArn = 'arn:aws:sqs:us-east-2:123456789012:failures'
const token = '51b2ff3edb475b7d91550e0ab6edf0c1de2a34e6ebaf6'

const answerOf = (action: string, result: string): string =>
  `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>075ecce8-8dac-11e1-bf80-f781d96e9307</RequestId></ResponseMetadata></${action}Response>`
const refusalOf = (code: string, message: string): string =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>9dd01905-5012-5f99-8663-4b3ecd0dfaef</RequestId></ErrorResponse>`
const entriesOf = (attributes: Record<string, string>): string =>
  `<Attributes>${Object.entries(attributes)
    .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
    .join('')}</Attributes>`

const attributes = {
  SubscriptionArn: subscriptionArn,
  TopicArn: topicArn,
  Owner: '123456789012',
  Protocol: 'https',
  Endpoint: 'https://example.com/hook',
  ConfirmationWasAuthenticated: 'true',
  PendingConfirmation: 'false',
  RawMessageDelivery: 'false',
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn }),
  ReplayPolicy: '{"PointType":"Timestamp","StartingPoint":"2026-01-01T00:00:00.000Z"}',
  ReplayStatus: 'Replaying',
  EffectiveDeliveryPolicy: '{"healthyRetryPolicy":{"numRetries":3},"guaranteed":false}',
}

type Fields = Record<string, string>
type Answer = { body: string; status?: number }

describe('subscriptions as SNS itself answers', () => {
  let server: Server
  let weir: ComposedWeir
  let answers: Record<string, (fields: Fields) => Answer>
  let asked: Fields[]

  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const fields = Object.fromEntries(new URLSearchParams(body))
        asked.push(fields)
        const answer = answers[fields['Action'] ?? '']?.(fields)
        response
          .writeHead(answer?.status ?? (answer === undefined ? 400 : 200), {
            'content-type': 'text/xml',
          })
          .end(answer?.body ?? refusalOf('InvalidAction', 'not recorded'))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo // it listens on TCP
    weir = composeForTest(`http://127.0.0.1:${String(port)}`)
  })
  afterAll(async () => {
    await weir.close()
    server.close()
    server.closeAllConnections()
  })

  const record = (given: Record<string, Answer>): void => {
    asked = []
    answers = Object.fromEntries(
      Object.entries(given).map(([name, answer]) => [name, () => answer]),
    )
  }
  const asksOf = (action: string) => asked.filter(({ Action }) => Action === action)

  it('lists a pending subscription without an ARN, beside a confirmed and a deleted one', async () => {
    const member = (arn: string) =>
      `<member><TopicArn>${topicArn}</TopicArn><Protocol>email</Protocol><SubscriptionArn>${arn}</SubscriptionArn><Owner>123456789012</Owner><Endpoint>a@example.com</Endpoint></member>`
    const members = ['PendingConfirmation', subscriptionArn, 'Deleted'].map(member).join('')
    record({
      ListSubscriptionsByTopic: {
        body: answerOf('ListSubscriptionsByTopic', `<Subscriptions>${members}</Subscriptions>`),
      },
    })
    const { subscriptions } = await weir.client.subscriptions.listPage({ connectionId, topicArn })
    expect(subscriptions.map(({ state, subscriptionArn: arn }) => [state, arn])).toEqual([
      ['pending', undefined],
      ['confirmed', subscriptionArn],
      ['deleted', undefined],
    ])
  })

  it('confirms by the token, and asks for authentication only when that was wished', async () => {
    record({
      ConfirmSubscription: {
        body: answerOf(
          'ConfirmSubscription',
          `<SubscriptionArn>${subscriptionArn}</SubscriptionArn>`,
        ),
      },
    })
    const at = { connectionId, topicArn, token }
    expect(await weir.client.subscriptions.confirm(at)).toMatchObject({ subscriptionArn })
    await weir.client.subscriptions.confirm({ ...at, authenticateOnUnsubscribe: true })
    const sent = asksOf('ConfirmSubscription')
    expect(sent).toMatchObject([{ TopicArn: topicArn, Token: token }, { Token: token }])
    expect(sent.map(({ AuthenticateOnUnsubscribe }) => AuthenticateOnUnsubscribe)).toEqual([
      undefined,
      'true',
    ])
  })

  it.each([
    ['InvalidParameter', 'Invalid parameter: Token', 400, 'invalid-input'],
    ['AuthorizationError', 'User is not authorized', 403, 'access-denied'],
    ['NotFound', 'Topic does not exist', 404, 'not-found'],
    ['SubscriptionLimitExceeded', 'Subscriptions exceed the limit', 403, 'quota-exceeded'],
  ])('says %s of a token once', async (name, message, status, code) => {
    record({ ConfirmSubscription: { body: refusalOf(name, message), status } })
    await expect(
      weir.client.subscriptions.confirm({ connectionId, topicArn, token }),
    ).rejects.toMatchObject({ code, data: { effectUnknown: false } })
    expect(asksOf('ConfirmSubscription')).toHaveLength(1)
  })

  it('reads redrive policy, replay and who confirmed', async () => {
    record({
      GetSubscriptionAttributes: {
        body: answerOf('GetSubscriptionAttributes', entriesOf(attributes)),
      },
    })
    expect(
      await weir.client.subscriptions.describe({ connectionId, subscriptionArn }),
    ).toMatchObject({
      deadLetterArn: queueArn,
      replayPolicy: attributes.ReplayPolicy,
      deliveryPolicy: '',
      attributes: { ReplayStatus: 'Replaying', ConfirmationWasAuthenticated: 'true' },
    })
  })

  it('takes a redrive policy away by sending no value', async () => {
    record({
      GetSubscriptionAttributes: {
        body: answerOf('GetSubscriptionAttributes', entriesOf(attributes)),
      },
      SetSubscriptionAttributes: { body: answerOf('SetSubscriptionAttributes', '') },
    })
    const answer = await weir.client.subscriptions.setAttributes({
      connectionId,
      subscriptionArn,
      changes: { RedrivePolicy: '' },
      expected: { RedrivePolicy: attributes.RedrivePolicy },
    })
    expect(answer.set).toEqual(['RedrivePolicy'])
    const [sent] = asksOf('SetSubscriptionAttributes')
    expect(sent).toMatchObject({ AttributeName: 'RedrivePolicy' })
    expect(sent).not.toHaveProperty('AttributeValue')
  })
})
