import type { Message, MessageAttribute } from '#contract'
import { isAws } from '#contract'
import type { CliTarget } from './aws-cli-command.ts'
import { INVISIBLE } from './visible-text.ts'

type SentMessage = Pick<
  Message,
  'body' | 'attributes' | 'groupId' | 'deduplicationId' | 'systemAttributes'
>

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')

/** JSON with everything spelled out that would not be seen, or would turn the line round. */
function literal(text: string, spell: (character: string) => string): string {
  return JSON.stringify(text).replace(INVISIBLE, spell)
}

/** A JSON string is a JavaScript string, lone surrogates too: `JSON.stringify` escapes them. */
export function jsString(text: string): string {
  return literal(text, (character) =>
    character
      .split('')
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(''),
  )
}

/** Python reads JSON's escapes as they are, but would take an escaped surrogate pair for two characters. */
export function pythonString(text: string): string {
  return literal(text, (character) => {
    const point = character.codePointAt(0) ?? 0
    return point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`
  })
}

/** How a language writes what a call is made of. */
interface Dialect {
  string: (text: string) => string
  /** The name of an attribute as a key. */
  key: (name: string) => string
  /** A field of a map whose names are the API's own. */
  field: (name: string, value: string) => string
  /** An argument of the call itself. */
  argument: (name: string, value: string) => string
  bytes: (base64: string) => string
}

const javaScript: Dialect = {
  string: jsString,
  // In brackets: `"__proto__": {}` would set the prototype instead of a key of that name.
  key: (name) => (name === '__proto__' ? '["__proto__"]' : jsString(name)),
  field: (name, value) => `${name}: ${value}`,
  argument: (name, value) => `${name}: ${value}`,
  bytes: (base64) => `Buffer.from(${jsString(base64)}, "base64")`,
}

const python: Dialect = {
  string: pythonString,
  key: pythonString,
  field: (name, value) => `"${name}": ${value}`,
  argument: (name, value) => `${name}=${value}`,
  bytes: (base64) => `base64.b64decode(${pythonString(base64)})`,
}

function attributeLine({ name, dataType, value, encoding }: MessageAttribute, to: Dialect): string {
  const type = to.field('DataType', to.string(dataType))
  const content =
    encoding === 'base64'
      ? to.field('BinaryValue', to.bytes(value))
      : to.field('StringValue', to.string(value))
  return `    ${to.key(name)}: { ${type}, ${content} },\n`
}

function attributeMap(attributes: readonly MessageAttribute[], to: Dialect): string | undefined {
  if (attributes.length === 0) return undefined
  return `{\n${attributes.map((attribute) => attributeLine(attribute, to)).join('')}  }`
}

function traceMap({ systemAttributes }: SentMessage): MessageAttribute[] {
  return systemAttributes
    .filter(({ name }) => name === 'AWSTraceHeader')
    .map(({ name, value }) => ({ name, value, dataType: 'String', encoding: 'text' }))
}

/** The arguments of `SendMessage`, one a line. */
function callLines({ queueUrl }: CliTarget, message: SentMessage, to: Dialect): string {
  const { groupId, deduplicationId } = message
  const given = [
    ['QueueUrl', to.string(queueUrl)],
    ['MessageBody', to.string(message.body)],
    ['MessageGroupId', groupId === undefined ? undefined : to.string(groupId)],
    [
      'MessageDeduplicationId',
      deduplicationId === undefined ? undefined : to.string(deduplicationId),
    ],
    ['MessageAttributes', attributeMap(message.attributes, to)],
    ['MessageSystemAttributes', attributeMap(traceMap(message), to)],
  ] as const
  return given
    .map(([name, value]) => (value === undefined ? '' : `  ${to.argument(name, value)},\n`))
    .join('')
}

/** Emulators want a signature and do not look whose it is. */
const DUMMY_KEY = '"test"'

/** An ES module for the AWS SDK for JavaScript v3 that sends a message like this one again. */
export function javaScriptCode(target: CliTarget, message: SentMessage): string {
  const { connection, endpoint } = target
  const profile = connection.target.kind === 'profile' ? connection.target.profile : undefined
  const dummy = `{ accessKeyId: ${DUMMY_KEY}, secretAccessKey: ${DUMMY_KEY} }`
  return [
    'import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs"\n',
    // Not the client's `profile`: an older SDK would ignore it and send to another account.
    profile === undefined ? '' : 'import { fromIni } from "@aws-sdk/credential-providers"\n',
    '\nconst client = new SQSClient({\n',
    `  region: ${jsString(connection.region)},\n`,
    endpoint === undefined ? '' : `  endpoint: ${jsString(endpoint)},\n`,
    profile === undefined ? '' : `  credentials: fromIni({ profile: ${jsString(profile)} }),\n`,
    isAws(connection.target) ? '' : `  credentials: ${dummy},\n`,
    '})\n',
    `const command = new SendMessageCommand({\n${callLines(target, message, javaScript)}})\n`,
    'const { MessageId } = await client.send(command)\n',
    'console.log(MessageId)\n',
  ].join('')
}

/** A Python program for boto3 that sends a message like this one again. */
export function pythonCode(target: CliTarget, message: SentMessage): string {
  const { connection, endpoint } = target
  const hasBinary = message.attributes.some(({ encoding }) => encoding === 'base64')
  const profile =
    connection.target.kind === 'profile'
      ? `profile_name=${pythonString(connection.target.profile)}`
      : ''
  const keys = `  aws_access_key_id=${DUMMY_KEY},\n  aws_secret_access_key=${DUMMY_KEY},\n`
  return [
    hasBinary ? 'import base64\n\n' : '',
    'import boto3\n\n',
    `session = boto3.Session(${profile})\n`,
    'sqs = session.client(\n  "sqs",\n',
    `  region_name=${pythonString(connection.region)},\n`,
    endpoint === undefined ? '' : `  endpoint_url=${pythonString(endpoint)},\n`,
    isAws(connection.target) ? '' : keys,
    ')\n',
    `response = sqs.send_message(\n${callLines(target, message, python)})\n`,
    'print(response["MessageId"])\n',
  ].join('')
}
