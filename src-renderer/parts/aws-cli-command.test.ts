import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Connection, Message, QueueUrl } from '#contract'
import { sendMessageCommand } from './aws-cli-command.ts'
import { shellQuote } from './shell-quote.ts'

interface Shell {
  execFileSync: (
    file: string,
    args: string[],
    options: { encoding: 'utf8'; input: string },
  ) => string
}
// By its name at run time: the window's program has no Node types, and only this test may start a shell.
const { execFileSync } = await vi.importActual<Shell>('node:child_process')

function bash(script: string): string {
  // As its input, not as an argument: that would be too long itself.
  return execFileSync('bash', ['-s'], { encoding: 'utf8', input: script })
}

/** Runs a command with an `aws` that prints what it got: its arguments, and what came on its input. */
function argumentsOf(command: string): { args: string[]; input: string } {
  const stub = `aws() { printf '%s\\n' "$#"; for a in "$@"; do printf '%s\\0' "$a"; done; printf '\\001'; cat; }`
  const out = bash(`${stub}\n${command.endsWith('\n') ? command : `${command} </dev/null`}`)
  const [head = '', input = ''] = out.split('\u0001')
  const args = head.slice(head.indexOf('\n') + 1).split('\0')
  return { args: args.slice(0, -1), input }
}

function jsonOf(command: string): unknown {
  const { args, input } = argumentsOf(command)
  const last = args.at(-1) ?? ''
  return JSON.parse(last === 'file:///dev/stdin' ? input : last)
}

// Branded by the contract; here they only have to be strings.
const queueUrl = 'http://127.0.0.1:4566/000000000000/orders' as QueueUrl
const connection = {
  // Branded by the contract; here it only has to be a string.
  id: 'c-1' as Connection['id'],
  name: 'prod',
  target: { kind: 'profile', profile: "it's prod" },
  region: 'eu-west-1',
  environment: 'production',
  guard: 'look',
} satisfies Connection
const plain = { body: 'hello', attributes: [], systemAttributes: [] }

/** Starting a shell is slow on a busy machine, so each is given many words, and all have time. */
const SHELL_MS = 60_000

/** Any character, and often one that means something to a shell: drawn evenly, a quote would hardly ever come. */
const unit = fc.oneof(
  fc.constantFrom("'", '"', '$', '`', '\\', '!', '*', ' ', '\n', '-'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)

describe('shellQuote', () => {
  it(
    'gives the shell exactly the word it was given',
    () => {
      // A NUL cannot be in an argument at all, and SQS refuses it.
      const word = fc.string({ unit }).filter((text) => !text.includes('\0'))
      fc.assert(
        fc.property(fc.array(word, { minLength: 20, maxLength: 60 }), (words) => {
          const out = bash(`printf '%s\\0' ${words.map(shellQuote).join(' ')}`)
          expect(out.split('\0').slice(0, -1)).toEqual(words)
        }),
        { numRuns: 10 },
      )
    },
    SHELL_MS,
  )
})

describe('sendMessageCommand', () => {
  it(
    'carries any body, name and value through the shell unchanged',
    () => {
      const text = fc.string({ unit, minLength: 1 })
      fc.assert(
        fc.property(text, text, text, (body, name, value) => {
          const attributes = [{ name, dataType: 'String', value, encoding: 'text' as const }]
          const command = sendMessageCommand(
            { queueUrl, connection },
            { ...plain, body, attributes },
          )
          expect(jsonOf(command)).toEqual({
            QueueUrl: queueUrl,
            MessageBody: body,
            MessageAttributes: Object.fromEntries([
              [name, { DataType: 'String', StringValue: value }],
            ]),
          })
        }),
        { numRuns: 25 },
      )
    },
    SHELL_MS,
  )

  it('never gives a body to the CLI as a file to read', () => {
    const body = 'file:///home/me/.aws/credentials'
    const { args } = argumentsOf(sendMessageCommand({ queueUrl, connection }, { ...plain, body }))
    expect(args.filter((argument) => argument.startsWith('file:'))).toEqual([])
    expect(args.at(-1)).toContain(body)
  })

  it('passes a body too long for one argument on the standard input', () => {
    const body = `it's "long" ${'x'.repeat(200_000)}`
    const command = sendMessageCommand({ queueUrl, connection }, { ...plain, body })
    expect(argumentsOf(command).args.at(-1)).toBe('file:///dev/stdin')
    expect(jsonOf(command)).toEqual({ QueueUrl: queueUrl, MessageBody: body })
  })

  it('keeps what a FIFO queue and a trace need', () => {
    const fifo: Pick<Message, 'groupId' | 'deduplicationId'> = {
      groupId: 'g',
      deduplicationId: 'd',
    }
    const systemAttributes = [{ name: 'AWSTraceHeader', value: 'Root=1-2-3' }]
    const message = { ...plain, ...fifo, systemAttributes }
    expect(jsonOf(sendMessageCommand({ queueUrl, connection }, message))).toMatchObject({
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
      MessageSystemAttributes: {
        AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' },
      },
    })
  })

  it('names region, profile and endpoint, each quoted', () => {
    const target = { queueUrl, connection, endpoint: 'http://127.0.0.1:4566' }
    const { args } = argumentsOf(sendMessageCommand(target, plain))
    expect(args.slice(0, 8)).toEqual([
      'sqs',
      'send-message',
      '--region',
      'eu-west-1',
      '--profile',
      "it's prod",
      '--endpoint-url',
      'http://127.0.0.1:4566',
    ])
  })

  it('sends binary values as base64 and says so to the CLI', () => {
    const attributes = [
      { name: 'b', dataType: 'Binary.png', value: 'AAE=', encoding: 'base64' as const },
    ]
    const command = sendMessageCommand({ queueUrl, connection }, { ...plain, attributes })
    expect(command).toContain('--cli-binary-format base64')
    expect(jsonOf(command)).toMatchObject({
      MessageAttributes: { b: { DataType: 'Binary.png', BinaryValue: 'AAE=' } },
    })
  })

  it('spells out what a terminal would hide or turn round', () => {
    const command = sendMessageCommand(
      { queueUrl, connection },
      { ...plain, body: 'a\u202eb\u{e0041}' },
    )
    expect(command).toContain(String.raw`a\u202eb\udb40\udc41`)
  })
})
