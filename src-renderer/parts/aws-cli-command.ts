import type { Connection, Message, MessageAttribute, QueueUrl } from '#contract'
import { INVISIBLE, codePointName } from './visible-text.ts'
import { shellQuote } from './shell-quote.ts'

/** Linux gives one argument 128 KiB (`MAX_ARG_STRLEN`); a longer input goes in by a here-document. */
const ARGUMENT_MAX_BYTES = 120_000
const HERE = 'WEIR_INPUT'

export interface CliTarget {
  queueUrl: QueueUrl
  connection: Connection
  /** Where the sandbox or the emulator answers; absent on AWS. */
  endpoint?: string | undefined
}

type CliMessage = Pick<
  Message,
  'body' | 'attributes' | 'groupId' | 'deduplicationId' | 'systemAttributes'
>

function attributeValue({ dataType, value, encoding }: MessageAttribute) {
  return encoding === 'base64'
    ? { DataType: dataType, BinaryValue: value }
    : { DataType: dataType, StringValue: value }
}

function attributeMap(attributes: readonly MessageAttribute[]) {
  if (attributes.length === 0) return undefined
  // `fromEntries` defines, it does not assign: an attribute called `__proto__` stays a plain name.
  return Object.fromEntries(
    attributes.map((attribute) => [attribute.name, attributeValue(attribute)]),
  )
}

function traceHeader({ systemAttributes }: CliMessage) {
  const header = systemAttributes.find(({ name }) => name === 'AWSTraceHeader')?.value
  if (header === undefined) return undefined
  return { AWSTraceHeader: { DataType: 'String', StringValue: header } }
}

/** Escapes what a terminal would act on or hide, so that the pasted line is what it seems to be. */
function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(INVISIBLE, (character) =>
    character
      .split('')
      .map((unit) => `\\u${codePointName(unit.charCodeAt(0)).slice(2).toLowerCase()}`)
      .join(''),
  )
}

function options({ connection, endpoint }: CliTarget, hasBinary: boolean): string[] {
  const { target, region } = connection
  return [
    `--region ${shellQuote(region)}`,
    ...(target.kind === 'profile' ? [`--profile ${shellQuote(target.profile)}`] : []),
    ...(endpoint === undefined ? [] : [`--endpoint-url ${shellQuote(endpoint)}`]),
    // Version 2 takes base64 unless the user's settings say otherwise; version 1 does not know the option.
    ...(hasBinary ? ['--cli-binary-format base64'] : []),
  ]
}

/**
 * The command that sends a message like this one again, for a POSIX shell. Everything goes in as one JSON input: the
 * CLI reads a `--message-body` that begins with `file://` from the disk, and a body is hostile text.
 */
export function sendMessageCommand(target: CliTarget, message: CliMessage): string {
  const input = visibleJson({
    QueueUrl: target.queueUrl,
    MessageBody: message.body,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    MessageAttributes: attributeMap(message.attributes),
    MessageSystemAttributes: traceHeader(message),
  })
  const hasBinary = message.attributes.some(({ encoding }) => encoding === 'base64')
  const command = ['aws sqs send-message', ...options(target, hasBinary)].join(' ')
  if (new TextEncoder().encode(input).length <= ARGUMENT_MAX_BYTES) {
    return `${command} --cli-input-json ${shellQuote(input)}`
  }
  return `${command} --cli-input-json file:///dev/stdin <<'${HERE}'\n${input}\n${HERE}\n`
}
