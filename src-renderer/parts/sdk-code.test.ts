import { describe, expect, it, vi } from 'vitest'
import type { Connection, Message, QueueUrl } from '#contract'
import { messageJson } from './message-json.ts'
import { javaScriptCode, jsString, pythonCode, pythonString } from './sdk-code.ts'
import { INVISIBLE } from './visible-text.ts'

interface Shell {
  execFileSync: (
    file: string,
    args: string[],
    options: { encoding: 'utf8'; timeout: number },
  ) => string
}
interface Files {
  mkdirSync: (path: string, options: { recursive: true }) => void
  writeFileSync: (path: string, text: string) => void
  rmSync: (path: string) => void
}
// By their names at run time: the window's program has no Node types, and only tests may start a program.
const { execFileSync } = await vi.importActual<Shell>('node:child_process')
const files = await vi.importActual<Files>('node:fs')

// Branded by the contract; here they only have to be strings.
const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/orders' as QueueUrl
const connection = {
  // Branded by the contract; here it only has to be a string.
  id: 'c-1' as Connection['id'],
  name: 'prod',
  target: { kind: 'profile', profile: 'it\'s "prod"' },
  region: 'eu-west-1',
  environment: 'production',
  guard: 'look',
} satisfies Connection
const local = { ...connection, target: { kind: 'sandbox' as const } }
const plain = { body: 'hello', attributes: [], systemAttributes: [] }

const hostile = [
  `'"\`\\ \${process.exit()} {0} %s \\u0041 \\`,
  'line\r\nline\ttab\bback\fform',
  '\u0000 NUL \u007f \u0085',
  '\u2028 \u2029 \ufeff \u200b',
  'a\u202eb\u2066c',
  'tag \u{e0041} and 🧵',
  'lone \ud800 and \udc00',
  '한글 🇰🇷',
]

describe('a string literal', () => {
  it.each(hostile)('in JavaScript is the text again: %j', (text) => {
    // Since ES2019 every JSON string is a JavaScript string; the run below proves it for the whole.
    expect(JSON.parse(jsString(text))).toBe(text)
    expect(jsString(text).match(INVISIBLE)).toBeNull()
  })

  it('in Python has whole code points beyond the first plane, and JSON escapes below', () => {
    expect(pythonString('a\u202eb')).toBe(String.raw`"a\u202eb"`)
    expect(pythonString('\u{e0041}')).toBe(String.raw`"\U000e0041"`)
    expect(pythonString('🧵\ud800')).toBe(String.raw`"🧵\ud800"`)
    expect(pythonString('"\\\n\0${}')).toBe(String.raw`"\"\\\n\u0000${'${}'}"`)
  })

  it.each(hostile)('in Python uses only escapes that Python has: %j', (text) => {
    const inner = pythonString(text).slice(1, -1)
    expect(inner).toMatch(/^(?:[^"\\\n\r\u2028]|\\["\\bfnrt]|\\u[0-9a-f]{4}|\\U000[0-9a-f]{5})*$/u)
  })
})

const all = {
  // Without what SQS refuses (most controls, lone surrogates) and what fauxqs refuses (beyond U+FFFD).
  body: `${hostile[0] ?? ''}\r\n\t\u2028 a\u202eb 한글`,
  groupId: 'g',
  deduplicationId: 'd',
  attributes: [
    { name: 'kind', dataType: 'String.it"s', value: "it's", encoding: 'text' as const },
    { name: 'count', dataType: 'Number', value: '12345678901234567890', encoding: 'text' as const },
    { name: '__proto__', dataType: 'String', value: 'x', encoding: 'text' as const },
    { name: 'bytes', dataType: 'Binary.png', value: 'AP8B', encoding: 'base64' as const },
  ],
  systemAttributes: [{ name: 'AWSTraceHeader', value: 'Root=1-2-3' }],
}

describe('the code', () => {
  it('takes the profile of the connection, and no keys', () => {
    const js = javaScriptCode({ queueUrl, connection }, plain)
    expect(js).toContain(String.raw`fromIni({ profile: "it's \"prod\"" })`)
    expect(js).not.toContain('accessKeyId')
    expect(javaScriptCode({ queueUrl, connection }, all)).toContain('["__proto__"]: {')
    // Not in the run below: fauxqs does not give it back.
    expect(javaScriptCode({ queueUrl, connection }, all)).toContain(
      '"AWSTraceHeader": { DataType: "String", StringValue: "Root=1-2-3" }',
    )
    const py = pythonCode({ queueUrl, connection }, plain)
    expect(py).toContain(String.raw`boto3.Session(profile_name="it's \"prod\"")`)
    expect(py).not.toContain('aws_access_key_id')
  })

  it('names region, endpoint and dummy keys for an emulator in Python', () => {
    const py = pythonCode({ queueUrl, connection: local, endpoint: 'http://127.0.0.1:1' }, all)
    expect(py).toContain('region_name="eu-west-1"')
    expect(py).toContain('endpoint_url="http://127.0.0.1:1"')
    expect(py).toContain('aws_access_key_id="test"')
    expect(py).toContain(
      '"bytes": { "DataType": "Binary.png", "BinaryValue": base64.b64decode("AP8B") }',
    )
    expect(py).toContain('MessageGroupId="g"')
    expect(py).toContain('"AWSTraceHeader": { "DataType": "String", "StringValue": "Root=1-2-3" }')
  })
})

const folder = 'node_modules/.cache/weir'
/** Sends by the code under test to an emulator in a program of its own, and prints what arrived. */
const RUN = `
import { startFauxqs } from 'fauxqs'
import { readFileSync, writeFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { listenOnLoopbackOnly } from '../../../src-main/sandbox/loopback-only.ts'
listenOnLoopbackOnly()
const server = await startFauxqs({ port: 0, logger: false })
const endpoint = 'http://127.0.0.1:' + server.port
const sqs = new SQSClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q.fifo', Attributes: { FifoQueue: 'true' } }))
const file = resolve(process.argv[2])
const code = readFileSync(file, 'utf8').replaceAll('http://endpoint.invalid', endpoint).replaceAll('http://queue.invalid', QueueUrl)
const log = console.log
console.log = () => undefined
writeFileSync(file, code)
await import(file)
const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] }))
log(JSON.stringify(Messages, (_, value) => (ArrayBuffer.isView(value) ? Buffer.from(value).toString('base64') : value)))
process.exit(0)
`

describe('the JavaScript code, run', () => {
  it('sends the message as it was', { timeout: 60_000 }, () => {
    files.mkdirSync(folder, { recursive: true })
    const [runner, sent] = [`${folder}/sdk-run.mjs`, `${folder}/sdk-code.mjs`]
    files.writeFileSync(runner, RUN)
    const target = {
      // Branded by the contract; the runner puts the real one in its place.
      queueUrl: 'http://queue.invalid' as QueueUrl,
      connection: local,
      endpoint: 'http://endpoint.invalid',
    }
    // The SDK itself loses this name.
    const attributes = all.attributes.filter(({ name }) => name !== '__proto__')
    files.writeFileSync(sent, javaScriptCode(target, { ...all, attributes }))
    const out = execFileSync('node', [runner, sent], {
      encoding: 'utf8',
      timeout: 50_000,
    })
    files.rmSync(runner)
    files.rmSync(sent)
    expect(JSON.parse(out)).toMatchObject([
      {
        Body: all.body,
        Attributes: {
          MessageGroupId: 'g',
          MessageDeduplicationId: 'd',
        },
        MessageAttributes: Object.fromEntries([
          ['kind', { DataType: 'String.it"s', StringValue: "it's" }],
          ['count', { DataType: 'Number', StringValue: '12345678901234567890' }],
          ['bytes', { DataType: 'Binary.png', BinaryValue: 'AP8B' }],
        ]),
      },
    ])
  })
})

describe('messageJson', () => {
  it('keeps ids, times, binary values and a name like __proto__', () => {
    const message: Pick<Message, 'body' | 'attributes' | 'systemAttributes'> = {
      ...all,
      systemAttributes: [
        { name: 'SentTimestamp', value: '1700000000123' },
        { name: 'SequenceNumber', value: '18849496460467696128' },
      ],
    }
    // Only what the document is made of; the rest of a message is Weir's own reckoning.
    const json = messageJson({ ...message, messageId: 'm-1' } as Message)
    expect(JSON.parse(json)).toEqual({
      MessageId: 'm-1',
      Body: all.body,
      Attributes: { SentTimestamp: '1700000000123', SequenceNumber: '18849496460467696128' },
      MessageAttributes: Object.fromEntries([
        ['kind', { DataType: 'String.it"s', StringValue: "it's" }],
        ['count', { DataType: 'Number', StringValue: '12345678901234567890' }],
        ['__proto__', { DataType: 'String', StringValue: 'x' }],
        ['bytes', { DataType: 'Binary.png', BinaryValue: 'AP8B' }],
      ]),
    })
  })
})
