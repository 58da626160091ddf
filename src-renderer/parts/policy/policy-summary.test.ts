import { expect, it } from 'vitest'
import { summarisePolicy } from './policy-summary.ts'

const rowsOf = (statement: unknown) =>
  summarisePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }))

it('says who may do what and if', () => {
  const statement = {
    Sid: 'topic',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com', AWS: ['1', '2'] },
    Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'],
    Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:x:1:t' } },
  }
  expect(rowsOf([statement])).toEqual({
    state: 'rows',
    rows: [
      {
        sid: 'topic',
        effect: 'Allow',
        principal: 'sns.amazonaws.com, 1, 2',
        action: 'sqs:SendMessage, sqs:GetQueueUrl',
        condition: 'aws:SourceArn ArnEquals arn:aws:sns:x:1:t',
      },
    ],
  })
})

it('takes a single statement, and says the opposite as such', () => {
  expect(rowsOf({ Effect: 'Deny', NotPrincipal: '*', NotAction: 'sqs:*' })).toMatchObject({
    rows: [{ effect: 'Deny', principal: '≠ *', action: '≠ sqs:*', condition: '' }],
  })
})

it.each(['{', '[]', 'null', '{}', '{"Statement":"x"}', '{"Statement":[1]}'])(
  '%s is not read as a policy',
  (text) => {
    expect(summarisePolicy(text)).toEqual({ state: 'unreadable' })
  },
)

it('is empty for none', () => {
  expect(summarisePolicy(' ')).toEqual({ state: 'rows', rows: [] })
})
