import {
  SEND_MAX,
  SEND_MAX_CHARACTERS,
  findMessageProblems,
  findPublishProblems,
  findRecordProblems,
} from '#contract'
import type { MessageAttribute, PublishProblem, RecordProblem, Sendable } from '#contract'
import type { SendRules } from '../send-draft.ts'
import type { SendTo } from './send-place.ts'

type PartKey = 'unknownPart' | 'partType' | 'delayOnTopic'

export interface LineProblem {
  /** From 1, in the file as it is: empty lines count. */
  line: number
  key: (PublishProblem | RecordProblem)['key'] | PartKey | 'tooMany' | 'tooLargeTogether'
  params: PublishProblem['params']
}

export interface ParsedLines {
  entries: Sendable[]
  problems: LineProblem[]
  /** Problems beyond those in `problems`. */
  moreProblems: number
}

const PROBLEMS_MAX = 100

class PartError extends Error {
  readonly key: PartKey
  readonly part: string

  constructor(key: PartKey, part: string) {
    super(part)
    this.key = key
    this.part = part
  }
}

type Json = Record<string, unknown>

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // any text may be a body
  }
}

function textOf(value: unknown, part: string): string {
  if (typeof value === 'string') return value
  throw new PartError('partType', part)
}

function flagOf(value: unknown, part: string): boolean {
  if (typeof value === 'boolean') return value
  throw new PartError('partType', part)
}

/** `"text"`, `3.5`, or `{"type": "Number.int", "value": "3"}`; a binary value is base64. */
function toAttribute(name: string, value: unknown): MessageAttribute {
  const part = `attributes.${name}`
  if (typeof value === 'string') return { name, dataType: 'String', value, encoding: 'text' }
  if (typeof value === 'number')
    return { name, dataType: 'Number', value: String(value), encoding: 'text' }
  if (!isRecord(value)) throw new PartError('partType', part)
  const dataType = textOf(value['type'] ?? 'String', `${part}.type`)
  const encoding = dataType.startsWith('Binary') ? 'base64' : 'text'
  return { name, dataType, value: textOf(value['value'], `${part}.value`), encoding }
}

function toAttributes(value: unknown): MessageAttribute[] {
  if (!isRecord(value)) throw new PartError('partType', 'attributes')
  return Object.entries(value).map(([name, each]) => toAttribute(name, each))
}

type Parts = Readonly<Record<string, (value: unknown) => Partial<Sendable>>>

const ofBoth = {
  body: (value) => ({ body: textOf(value, 'body') }),
  attributes: (value) => ({ attributes: toAttributes(value) }),
  groupId: (value) => ({ groupId: textOf(value, 'groupId') }),
  deduplicationId: (value) => ({ deduplicationId: textOf(value, 'deduplicationId') }),
} satisfies Parts

/** What a line may have, by where it goes. */
const partsOf: Record<SendTo['kind'], Parts> = {
  queue: {
    ...ofBoth,
    delaySeconds: (value) => {
      if (typeof value !== 'number') throw new PartError('partType', 'delaySeconds')
      return { delaySeconds: value }
    },
  },
  topic: {
    ...ofBoth,
    subject: (value) => ({ subject: textOf(value, 'subject') }),
    isPerProtocol: (value) => ({ isPerProtocol: flagOf(value, 'isPerProtocol') }),
    delaySeconds: () => {
      throw new PartError('delayOnTopic', 'delaySeconds')
    },
  },
  stream: {
    body: ofBoth.body,
    partitionKey: (value) => ({ partitionKey: textOf(value, 'partitionKey') }),
    explicitHashKey: (value) => ({ explicitHashKey: textOf(value, 'explicitHashKey') }),
    isBase64: (value) => ({ isBase64: flagOf(value, 'isBase64') }),
  },
}

/** Where lines go. */
interface LinesPlace {
  rules: SendRules
  kind: SendTo['kind']
  /** Of lines that say none of their own, where records are put. */
  partitionKey?: string
}

/** As the words name them: what a topic refuses with a reason of its own is none of them. */
function namesOf(kind: SendTo['kind']): string {
  const names = Object.keys(partsOf[kind])
  return (kind === 'topic' ? names.filter((each) => each !== 'delaySeconds') : names).join(', ')
}

/** A line with a text called `body` is a message in parts; any other JSON or text is a body as it stands. */
function toMessage(line: string, parts: Parts): Sendable {
  const value = findJson(line)
  if (!isRecord(value) || typeof value['body'] !== 'string') return { body: line }
  const message: Sendable = { body: '' }
  for (const [name, each] of Object.entries(value)) {
    const read = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (read === undefined) throw new PartError('unknownPart', name)
    Object.assign(message, read(each))
  }
  return message
}

type Judged = { message: Sendable } | { problem: Omit<LineProblem, 'line'> }

function problemsOf(message: Sendable, { rules, kind }: LinesPlace) {
  if (rules.record !== undefined) return findRecordProblems(message, rules.record)
  return kind === 'topic'
    ? findPublishProblems(message, rules)
    : findMessageProblems(message, rules)
}

function judge(line: string, place: LinesPlace): Judged {
  const { kind, partitionKey = '' } = place
  try {
    const read = toMessage(line, partsOf[kind])
    const message = partitionKey === '' ? read : { partitionKey, ...read }
    const [problem]: readonly (PublishProblem | RecordProblem)[] = problemsOf(message, place)
    return problem === undefined ? { message } : { problem }
  } catch (thrown) {
    if (!(thrown instanceof PartError)) throw thrown
    return { problem: { key: thrown.key, params: { part: thrown.part, parts: namesOf(kind) } } }
  }
}

function problemOfAll(entries: readonly Sendable[], characters: number): LineProblem[] {
  if (entries.length > SEND_MAX) return [{ line: 0, key: 'tooMany', params: { max: SEND_MAX } }]
  const max = SEND_MAX_CHARACTERS
  return characters > max ? [{ line: 0, key: 'tooLargeTogether', params: { max } }] : []
}

/** Reads a text of one message a line; what is wrong with which line is known before anything is sent. */
export function parseLines(text: string, place: LinesPlace): ParsedLines {
  const entries: Sendable[] = []
  const problems: LineProblem[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const judged = judge(line, place)
    if ('message' in judged) entries.push(judged.message)
    else problems.push({ line: index + 1, ...judged.problem })
  }
  const all = [...problemOfAll(entries, text.length), ...problems]
  const moreProblems = Math.max(0, all.length - PROBLEMS_MAX)
  return { entries, problems: all.slice(0, PROBLEMS_MAX), moreProblems }
}

function attributeValue({ dataType, value }: MessageAttribute): unknown {
  return dataType === 'String' ? value : { type: dataType, value }
}

/** Messages as lines that `parseLines` reads back as the same messages. */
export function toLines(messages: readonly Sendable[]): string {
  const lines = messages.map(({ attributes, ...message }) =>
    JSON.stringify(
      attributes === undefined
        ? message
        : {
            ...message,
            attributes: Object.fromEntries(
              attributes.map((each) => [each.name, attributeValue(each)]),
            ),
          },
    ),
  )
  return lines.map((line) => `${line}\n`).join('')
}
