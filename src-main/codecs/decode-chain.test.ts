import { randomBytes } from 'node:crypto'
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecoderStep } from '#contract'
import { findDecoded } from './decode.ts'

const mib = 1024 * 1024
const json = '{"order":12345678901234567890}'
const laidOut = '{\n  "order": 12345678901234567890\n}'
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')
const chainOf = (body: string, off?: DecoderStep[]): string[] =>
  findDecoded(body, { off })?.chain.map(({ step, state }) =>
    state === 'on' ? step : `${step}:${state}`,
  ) ?? []

const sns = (message: string): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    Subject: 'My First Message',
    Message: message,
    Timestamp: '2012-05-02T00:54:06.655Z',
    SignatureVersion: '1',
    MessageAttributes: { kind: { Type: 'String', Value: 'order' } },
  })
const event = `{"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"EC2 Instance State-change Notification","source":"aws.ec2","account":"111122223333","time":"2017-12-22T18:43:48Z","region":"us-west-1","resources":["arn:aws:ec2:us-west-1:123456789012:instance/i-1"],"detail" : ${json} }`
const s3 = JSON.stringify({
  Records: [
    {
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      eventTime: '1970-01-01T00:00:00.000Z',
      s3: {
        bucket: { name: 'amzn-s3-demo-bucket' },
        object: { key: 'Happy+Face%21.jpg', size: 1024 },
      },
    },
  ],
})

describe('a chain of decoders', () => {
  it.each<[string, string, string[], string]>([
    ['base64 of JSON', base64(json), ['base64', 'json'], laidOut],
    [
      'base64url without padding',
      Buffer.from(json).toString('base64url'),
      ['base64', 'json'],
      laidOut,
    ],
    ['gzip', base64(gzipSync(json)), ['base64', 'gzip', 'json'], laidOut],
    ['zlib', base64(deflateSync(json)), ['base64', 'zlib', 'json'], laidOut],
    ['Zstandard', base64(zstdCompressSync(json)), ['base64', 'zstd', 'json'], laidOut],
    ['SNS', sns(json), ['sns', 'json'], laidOut],
    [
      'SNS around base64 of gzip',
      sns(base64(gzipSync(json))),
      ['sns', 'base64', 'gzip', 'json'],
      laidOut,
    ],
    ['SNS around EventBridge', sns(event), ['sns', 'eventbridge', 'json'], laidOut],
    ['EventBridge, numbers as they stand', event, ['eventbridge', 'json'], laidOut],
    ['SNS around plain text', sns('hello'), ['sns'], 'hello'],
    ['base64 of text', base64('plain words, no JSON'), ['base64'], 'plain words, no JSON'],
  ])('%s', (_what, body, chain, text) => {
    expect(chainOf(body)).toEqual(chain)
    expect(findDecoded(body)?.text).toBe(text)
  })

  it('tells what an envelope says beside its content', () => {
    expect(findDecoded(sns(json))?.envelopes).toEqual([
      {
        step: 'sns',
        facts: expect.arrayContaining([
          { name: 'TopicArn', value: 'arn:aws:sns:us-west-2:123456789012:MyTopic' },
          { name: 'Subject', value: 'My First Message' },
          { name: 'MessageAttributes.kind (String)', value: 'order' },
        ]),
      },
    ])
  })

  it('names the object of an S3 event as it is called, and keeps the event', () => {
    const decoded = findDecoded(s3)
    expect(chainOf(s3)).toEqual(['s3-event', 'json'])
    expect(decoded?.envelopes[0]?.facts).toContainEqual({
      name: 'object.key',
      value: 'Happy Face!.jpg',
    })
    expect(decoded?.text).toContain('"Happy+Face%21.jpg"')
  })

  it('recognises what the extended client library keeps in S3', () => {
    const body =
      '["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"b","s3Key":"k/1"}]'
    expect(findDecoded(body)?.envelopes).toEqual([
      {
        step: 's3-pointer',
        facts: [
          { name: 's3BucketName', value: 'b' },
          { name: 's3Key', value: 'k/1' },
        ],
      },
    ])
  })

  it('shows bytes that are no text as bytes', () => {
    const bytes = Buffer.from([0, 1, 2, 255, 254])
    expect(findDecoded(base64(gzipSync(bytes)))).toMatchObject({ text: '', binary: base64(bytes) })
  })
})

describe('a step that is switched off', () => {
  it('is named, and not taken; what it held back is neither', () => {
    const body = base64(gzipSync(json))
    expect(chainOf(body, ['gzip'])).toEqual(['base64', 'gzip:off'])
    expect(findDecoded(body, { off: ['gzip'] })?.binary).toBe(body)
    expect(chainOf(body, ['base64'])).toEqual(['base64:off'])
    expect(findDecoded(body, { off: ['base64'] })?.text).toBe(body)
    expect(chainOf(body, ['json'])).toEqual(['base64', 'gzip', 'json:off'])
    expect(findDecoded(body, { off: ['json'] })?.text).toBe(json)
  })

  it('leaves an envelope to be laid out as the JSON that it is', () => {
    expect(chainOf(sns(json), ['sns'])).toEqual(['sns:off', 'json'])
    expect(findDecoded(sns(json), { off: ['sns'] })?.text).toContain('"Type": "Notification"')
  })
})

describe('what only looks like it', () => {
  it.each([
    [
      'the magic bytes of gzip, and no more',
      base64(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 1, 2, 3])),
    ],
    ['damaged gzip', base64(gzipSync(json).subarray(0, -6))],
    ['damaged Zstandard', base64(zstdCompressSync(json).subarray(0, -3))],
    ['an id of hexadecimal digits', 'deadbeefdeadbeefdeadbeefdeadbeef'],
    ['a UUID', '6f1c9a52-63c7-4d4e-9d57-0a3b5f0f2c11'],
    ['a word', 'testtesttest'],
    ['base64 that is not canonical', 'aGVsbG8gd29ybGQgYXQgbGFyZ2U='.replace('U=', 'V=')],
  ])('%s is left as it is', (_what, body) => {
    expect(findDecoded(body)).toBeUndefined()
  })

  it.each([
    ['SNS without a topic', '{"Type":"Notification","Message":"{}"}'],
    ['a detail of somebody else', '{"detail":{"a":1},"source":"x"}'],
    ['records of somebody else', '{"Records":[{"eventSource":"aws:dynamodb"}]}'],
    ['an array with a known name', '["software.amazon.payloadoffloading.PayloadS3Pointer"]'],
  ])('%s is JSON and nothing else', (_what, body) => {
    expect(chainOf(body)).toEqual(['json'])
  })

  it('never claims bytes that mean nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 200 }), (bytes) => {
        const high = bytes.map((byte) => byte | 0x80) // never readable as a whole
        expect(chainOf(base64(high)).filter((step) => step === 'base64')).toEqual(
          new TextDecoder().decode(high).includes('\ufffd') ? [] : expect.anything(),
        )
      }),
    )
  })
})

/** One wrapping, and the step that undoes it. */
const wrappings: Record<string, (body: string) => string> = {
  base64,
  gzip: (body) => base64(gzipSync(body)),
  zstd: (body) => base64(zstdCompressSync(body)),
  sns,
}

it('opens short JSON that was wrapped twice', () => {
  const body = base64(base64('[true]'))
  expect(chainOf(body)).toEqual(['base64', 'base64', 'json'])
})

it('undoes what was done, whatever it was done to', () => {
  fc.assert(
    fc.property(
      // Shorter ones make a base64 so short that it could be any word.
      fc.json({ maxDepth: 3 }).filter((text) => /^[[{]/.test(text) && text.length > 5),
      fc.array(fc.constantFrom(...Object.keys(wrappings)), { maxLength: 4 }),
      (text, names) => {
        const body = names.reduceRight((inner, name) => wrappings[name]?.(inner) ?? inner, text)
        const decoded = findDecoded(body)
        expect(JSON.parse(decoded?.text ?? '')).toEqual(JSON.parse(text))
      },
    ),
  )
})

it('never throws, whatever bytes come', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom<number[]>([], [0x1f, 0x8b, 8], [0x28, 0xb5, 0x2f, 0xfd], [0x78, 0x9c]),
      (bytes, head) => {
        expect(() => findDecoded(base64(Buffer.from([...head, ...bytes])))).not.toThrow()
      },
    ),
  )
})

describe('a bomb', () => {
  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
    ['zlib', deflateSync],
  ] as const)('of %s is named as too large, and not unpacked', (step, compress) => {
    const body = base64(compress(Buffer.alloc(200 * mib)))
    expect(body.length).toBeLessThan(mib)
    expect(chainOf(body)).toEqual(['base64', `${step}:too-large`])
  })

  it('of Zstandard that wants a window of gigabytes gets none', () => {
    const frame = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8]),
      randomBytes(64),
    ])
    expect(chainOf(base64(frame))).toEqual(['base64', 'zstd:too-large'])
  })

  it('of many small blocks in a large window is given up on', () => {
    // window 2^23; each block is one raw byte: header 3 bytes (size 1, raw), the last one marked
    const block = Buffer.from([0x08, 0x00, 0x00, 0x61])
    const blocks = Buffer.concat(Array.from({ length: 200_000 }, () => block))
    const frame = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 13 << 3]), blocks])
    expect(chainOf(base64(frame))).toEqual(['base64', 'zstd:too-large'])
  })

  it('of wrappings in wrappings ends after a few', () => {
    let body = json
    for (let depth = 0; depth < 30; depth += 1) body = base64(gzipSync(body))
    expect(chainOf(body).length).toBeLessThanOrEqual(13)
  })
})
