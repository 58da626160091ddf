import { expect, it } from 'vitest'
import { findToken } from './subscription-confirmation.ts'

const topicArn = 'arn:aws:sns:us-east-2:123456789012:MyTopic'
const token = '2336412f37fb687f5d51e6e2425dacbbbe2de1e7'
const url = `https://sns.us-east-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${encodeURIComponent(topicArn)}&Token=${token}`
/** The form of the "HTTP/HTTPS subscription confirmation JSON format" of the SNS Developer Guide. */
const message = {
  Type: 'SubscriptionConfirmation',
  Token: token,
  TopicArn: topicArn,
  SubscribeURL: url,
}

it.each([
  ['the token', token],
  ['the token with what pasting added', `\n  ${token} `],
  ['the confirm URL', url],
  [
    'the link of an e-mail',
    `https://sns.us-east-2.amazonaws.com/confirmation.html?TopicArn=${topicArn}&Token=${token}&Endpoint=a@b.c`,
  ],
  [
    'a URL of an emulator',
    url.replace('https://sns.us-east-2.amazonaws.com', 'http://127.0.0.1:1'),
  ],
  ['the whole message', JSON.stringify(message)],
  ['a message without its topic', JSON.stringify({ Token: token })],
])('finds the token in %s', (_what, pasted) => {
  expect(findToken(pasted, topicArn)).toEqual({ token })
})

it.each([
  ['nothing', ' ', 'empty'],
  ['a URL without one', 'https://example.com/?token=x', 'no-token'],
  ['a sentence', 'please confirm this', 'no-token'],
  ['JSON of something else', '{"Token": 5}', 'no-token'],
  ['broken JSON', '{"Token": "x"', 'no-token'],
  ['what is too long to be one', 'x'.repeat(2_049), 'no-token'],
  ['a URL of another topic', url.replace('MyTopic', 'Other'), 'other-topic'],
  ['a message of another topic', JSON.stringify({ ...message, TopicArn: 'x' }), 'other-topic'],
])('refuses %s', (_what, pasted, problem) => {
  expect(findToken(pasted, topicArn)).toEqual({ problem })
})
