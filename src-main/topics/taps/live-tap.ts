import type { ErrorValue, MessageId, Tap, TapEnd, TapPart, TapState } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError, errorValue, toAppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import { toTopic } from '../topic-mapping.ts'
import { TapMemory } from './tap-memory.ts'
import type { TapRecord } from './tap-records.ts'

interface TapStatus {
  state: TapState
  endedBy?: TapEnd | undefined
  error?: ErrorValue | undefined
  parts?: readonly TapPart[]
}

function partsOf(record: TapRecord): TapPart[] {
  return [
    { kind: 'queue', fate: record.queue },
    { kind: 'subscription', fate: record.subscription },
  ]
}

/** One tap as it is now: what it made, what it brought, how it stands. */
export class LiveTap {
  /** What it brought, or how it stands, is another. */
  readonly changes = new Changes()
  readonly memory = new TapMemory()
  /** Undefined for what an earlier run left: no connection is open for it. */
  readonly session: Session | undefined
  record: TapRecord
  pollError: ErrorValue | undefined
  backingOffUntilMs: number | undefined
  /** Asked to end, or ended: no step is begun any more. */
  readonly ended = new AbortController()
  #status: TapStatus

  constructor(record: TapRecord, session: Session | undefined, state: 'starting' | 'left') {
    this.record = record
    this.session = session
    this.#status = { state }
  }

  get state(): TapState {
    return this.#status.state
  }

  /** Why it ended, or could not begin. */
  get why(): Pick<TapStatus, 'endedBy' | 'error'> {
    return { endedBy: this.#status.endedBy, error: this.#status.error }
  }

  get isOver(): boolean {
    return this.state === 'stopped' || this.state === 'failed'
  }

  set(status: TapStatus): void {
    this.#status = status
    this.changes.tell()
  }

  /** @throws cancelled when it was asked to end */
  assertWanted(): void {
    if (this.ended.signal.aborted) throw new AppError('cancelled', 'the tap was stopped')
  }

  noteFailure(thrown: unknown, untilMs: number): void {
    this.pollError = errorValue(toAppError(thrown))
    this.backingOffUntilMs = untilMs
    this.changes.tell()
  }

  noteSuccess(): void {
    this.pollError = undefined
    this.backingOffUntilMs = undefined
  }

  /** @throws not-found when it never came, or was let go */
  getMessage(messageId: MessageId) {
    const message = this.memory.find(messageId)
    if (message !== undefined) return message
    throw new AppError('not-found', 'the message is no longer in memory', {
      params: { kind: 'message', name: messageId },
    })
  }

  toTap(): Tap {
    const { connectionId, connectionName, tapId, topicArn, delivery, queueName, copyOf } =
      this.record
    const { queueUrl, startedAtMs, endsAtMs, undo } = this.record
    const { state, endedBy, error, parts = partsOf(this.record) } = this.#status
    const { name, type } = toTopic(topicArn)
    const { pollError, backingOffUntilMs } = this
    return {
      ...{ tapId, connectionId, connectionName, topicArn, topicName: name, type, delivery },
      ...{ queueName, state, startedAtMs, endsAtMs, undo, parts: [...parts] },
      ...{ received: this.memory.received, letGo: this.memory.letGo },
      ...(copyOf === undefined ? {} : { copyOf }),
      ...(queueUrl === undefined ? {} : { queueUrl }),
      ...(endedBy === undefined ? {} : { endedBy }),
      ...(error === undefined ? {} : { error }),
      ...(pollError === undefined ? {} : { pollError }),
      ...(backingOffUntilMs === undefined ? {} : { backingOffUntilMs }),
    }
  }
}
