import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awsCliLine } from './aws-cli-line.ts'

const options = { region: 'eu-west-1' }
const line = (action: string, input: object): string =>
  awsCliLine({ service: 'sqs', action, input, options })

/** The words that a real shell makes of a line. */
function wordsOf(command: string): string[] {
  const script = command.replace(/^aws/, `printf '%s\\0'`)
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

describe('a call as a line for the AWS CLI', () => {
  it('spells operation and options as the CLI does', () => {
    const input = {
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders',
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['All'],
      NextToken: undefined,
    }
    expect(line('ReceiveMessage', input)).toBe(
      'aws sqs receive-message --queue-url https://sqs.eu-west-1.amazonaws.com/1/orders ' +
        '--max-number-of-messages 10 --visibility-timeout 0 --message-attribute-names All --region eu-west-1',
    )
  })

  it('writes structures as JSON', () => {
    expect(line('TagQueue', { Tags: { team: "it's" } })).toBe(
      `aws sqs tag-queue --tags '{"team":"it'\\''s"}' --region eu-west-1`,
    )
  })

  it('never holds what was sent, nor a handle', () => {
    const secret = 'card 4711'
    const entries = [
      { Id: '0', MessageBody: secret, MessageAttributes: { a: { StringValue: secret } } },
      {
        Id: '1',
        ReceiptHandle: secret,
        MessageAttributes: { b: { BinaryValue: Buffer.from('x') } },
      },
    ]
    const command = line('SendMessageBatch', { Entries: entries, MessageBody: secret })
    expect(command).not.toContain(secret)
    expect(command).toContain('<not kept>')
    expect(command).toContain('"Id":"1"')
  })

  it('reaches a shell word by word, whatever the values hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(!value.includes('\0'))
        expect(wordsOf(line('GetQueueUrl', { QueueName: value }))).toEqual([
          'sqs',
          'get-queue-url',
          '--queue-name',
          value,
          '--region',
          'eu-west-1',
        ])
      }),
      { numRuns: 50 },
    )
  })
})
