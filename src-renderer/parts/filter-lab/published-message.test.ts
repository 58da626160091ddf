import { expect, it } from 'vitest'
import type { Message } from '#contract'
import { toFiltered } from './lab-message.ts'
import { toPublished } from './published-message.ts'

function message(body: string, attributes: Message['attributes'] = []): Message {
  return {
    messageId: 'm-1' as Message['messageId'], // the brand of an id is main's to give
    preview: '',
    bodyBytes: body.length,
    receiveCount: 1,
    attributeCount: attributes.length,
    atReceiveLimit: false,
    body,
    attributes,
    systemAttributes: [],
  }
}

it('takes what was published out of the envelope, with its attributes', () => {
  const body = JSON.stringify({
    Type: 'Notification',
    Message: '{"a":1}',
    MessageAttributes: {
      tags: { Type: 'String.Array', Value: '["x"]' },
      picture: { Type: 'Binary', Value: 'AAAA' },
    },
  })
  const published = toPublished(message(body))
  expect(published.id).toBe('m-1')
  expect(toFiltered(published)).toEqual({
    body: '{"a":1}',
    attributes: [
      { name: 'tags', type: 'String.Array', value: '["x"]' },
      { name: 'picture', type: 'Binary', value: 'AAAA' },
    ],
  })
})

it.each(['text', '{"Type":"Notification"}', '[]', 'null', '{"Type":"Notification","Message":1}'])(
  'leaves %s as it is: raw delivery has the attributes beside it',
  (body) => {
    const attribute = { name: 'kind', dataType: 'Number', value: '1', encoding: 'text' } as const
    expect(toFiltered(toPublished(message(body, [attribute])))).toEqual({
      body,
      attributes: [{ name: 'kind', type: 'Number', value: '1' }],
    })
  },
)

it('bears an envelope whose attributes are none', () => {
  for (const MessageAttributes of [null, 'x', { a: null }]) {
    const body = JSON.stringify({ Type: 'Notification', Message: 'm', MessageAttributes })
    expect(toFiltered(toPublished(message(body))).body).toBe('m')
  }
})
