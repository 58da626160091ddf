/** One call to AWS as it was asked for: `sqs`, `SendMessage` and the SDK's input. */
export interface TracedCall {
  service: string
  action: string
  input: object
  /** What says where it went: `region`, `endpoint-url`, `profile`, as the AWS CLI names them. */
  options: Readonly<Record<string, string>>
}

/**
 * Inputs that hold what a person wrote or sent, or a handle that opens a message: never written down, whatever the
 * call. Their places are marked, so that the line does not look as if it could simply be run again.
 */
const keptOut = new Set([
  'MessageBody',
  'Message',
  'ReceiptHandle',
  'StringValue',
  'BinaryValue',
  'Data',
  'Token',
])
const notKept = '<not kept>'

function withoutContents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutContents)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, keptOut.has(key) ? notKept : withoutContents(inner)]),
  )
}

/** One word for a POSIX shell: as it is where that is safe, else in single quotes, which take all but themselves. */
function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** `KmsMasterKeyId` is `kms-master-key-id`: the AWS CLI derives its names from the API's in this way. */
function kebab(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}

function option([name, value]: [string, unknown]): string[] {
  const flag = `--${kebab(name)}`
  if (value === true) return [flag]
  if (value === false) return [`--no-${kebab(name)}`]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return [flag, ...value.map(shellWord)]
  }
  return [flag, shellWord(typeof value === 'string' ? value : JSON.stringify(value))]
}

/** A call as a line for the AWS CLI, contents left out: `aws sqs delete-message --queue-url … --receipt-handle '<not kept>'`. */
export function awsCliLine({ service, action, input, options }: TracedCall): string {
  const parameters = Object.entries(withoutContents(input) as Record<string, unknown>) // an object stays one
  const words = [...parameters, ...Object.entries(options)].flatMap(option)
  return ['aws', service, kebab(action), ...words].join(' ')
}
