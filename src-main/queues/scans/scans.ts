import { randomUUID } from 'node:crypto'
import { scanIdSchema } from '#contract'
import type { QueueUrl, ScanId, ScanProgress } from '#contract'
import type { Session } from '../../connections/session.ts'
import { AppError } from '../../lib/app-error.ts'
import { Changes } from '../../lib/changes.ts'
import type { Clock } from '../../lib/clock.ts'
import type { BulkHoldings } from '../bulk-holdings.ts'
import { ScanJob } from './scan-job.ts'
import type { ScanJobParts } from './scan-job.ts'

/** Ended ones of a session that can still be looked at; their captures stay anyway. */
const keptEnded = 10
/** A page that reopens its feed has not left. */
const graceMs = 1_000
/** Ending a connection, or Weir, waits this long for what is held to be returned; the records know the rest. */
const closeTimeoutMs = 6_000

export interface ScansParts {
  clock: Clock
  random(): number
  holdings: Pick<BulkHoldings, 'open'>
}

export type NewScan = Omit<ScanJobParts, 'scanId' | 'onChange' | 'clock' | 'random' | 'holdings'>

function keyOf({ connection }: Session, queueUrl: QueueUrl): string {
  return `${connection.id} ${queueUrl}`
}

/** The scans of every open session. They end when their page is left, unless told otherwise, and with their session. */
export class Scans {
  readonly changes = new Changes()
  readonly #parts: ScansParts
  readonly #jobs = new Map<Session, ScanJob[]>()
  readonly #beginning = new Set<string>()
  readonly #watchers = new Map<string, number>()

  constructor(parts: ScansParts) {
    this.#parts = parts
  }

  /** Nobody else begins one of this queue while `begin` is under way. @throws conflict while one runs */
  async alone<T>(session: Session, queueUrl: QueueUrl, begin: () => Promise<T>): Promise<T> {
    const key = keyOf(session, queueUrl)
    const isBusy = this.#of(session, queueUrl).some(({ isRunning }) => isRunning)
    if (isBusy || this.#beginning.has(key)) {
      throw new AppError('conflict', 'the queue is being scanned', {
        params: { reason: 'scan-running' },
      })
    }
    this.#beginning.add(key)
    try {
      return await begin()
    } finally {
      this.#beginning.delete(key)
    }
  }

  /** A new one that has not begun. */
  create(scan: NewScan): ScanJob {
    const { session } = scan
    const jobs = this.#jobs.get(session) ?? this.#openSession(session)
    const job = new ScanJob({
      ...{ ...scan, ...this.#parts, scanId: scanIdSchema.parse(randomUUID()) },
      onChange: () => {
        this.changes.tell()
      },
    })
    const ended = jobs.filter(({ isRunning }) => !isRunning)
    const surplus = new Set(ended.slice(0, Math.max(0, ended.length + 1 - keptEnded)))
    this.#jobs.set(session, [...jobs.filter((each) => !surplus.has(each)), job])
    return job
  }

  /** @throws not-found when it was let go */
  get(session: Session, scanId: ScanId): ScanJob {
    const job = this.#jobs.get(session)?.find((each) => each.scanId === scanId)
    if (job !== undefined) return job
    throw new AppError('not-found', 'no such scan', { params: { kind: 'scan', name: scanId } })
  }

  /** Newest first. */
  list(session: Session, queueUrl: QueueUrl): ScanProgress[] {
    return this.#of(session, queueUrl)
      .map((job) => job.progress())
      .reverse()
  }

  /** Until the returned function is called, the page of the queue is shown. */
  watch(session: Session, queueUrl: QueueUrl): () => void {
    const key = keyOf(session, queueUrl)
    const count = (change: number): number => {
      const watchers = (this.#watchers.get(key) ?? 0) + change
      this.#watchers.set(key, watchers)
      return watchers
    }
    count(1)
    return () => {
      if (count(-1) > 0) return
      void this.#parts.clock.sleep(graceMs).then(() => {
        if (count(0) === 0) this.#left(session, queueUrl)
      })
    }
  }

  #left(session: Session, queueUrl: QueueUrl): void {
    for (const job of this.#of(session, queueUrl)) {
      if (job.isRunning && job.plan.whenLeft === 'stop') void job.stop('left')
    }
  }

  #of(session: Session, queueUrl: QueueUrl): ScanJob[] {
    return (this.#jobs.get(session) ?? []).filter((job) => job.queueUrl === queueUrl)
  }

  #openSession(session: Session): ScanJob[] {
    session.disposables.add(async () => {
      const running = (this.#jobs.get(session) ?? []).filter(({ isRunning }) => isRunning)
      const isDone = new AbortController()
      const ended = Promise.all(running.map((job) => job.stop('closed')))
      const { clock } = this.#parts
      await Promise.race([ended, clock.sleep(closeTimeoutMs, isDone.signal)])
      isDone.abort()
      this.#jobs.delete(session)
    })
    return []
  }
}
