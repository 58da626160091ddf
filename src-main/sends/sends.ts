import { randomUUID } from 'node:crypto'
import { sendIdSchema } from '#contract'
import type { SendId, SendProgress } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import { SendJob } from './send-job.ts'
import type { SendPlan } from './send-plan.ts'
import type { SendTarget } from './send-target.ts'

/** Ended sends of one connection that are kept to be looked at; running ones are kept all. */
const keptEnded = 10
/** More than anybody follows at a time; it bounds what is kept. */
const mostRunning = 4

interface SendsParts {
  clock: Clock
  random(): number
}

/** The sends of every open session. They go on whatever page is shown, and end with their connection. */
export class Sends {
  readonly changes = new Changes()
  /** Told when one of them ends, which is worth telling at once. */
  readonly ends = new Changes()
  readonly #parts: SendsParts
  readonly #jobs = new Map<Session, SendJob[]>()

  constructor(parts: SendsParts) {
    this.#parts = parts
  }

  /** A new send that has not begun. @throws conflict while too many run */
  create(session: Session, target: SendTarget, plan: SendPlan): SendJob {
    const jobs = this.#jobs.get(session) ?? this.#openSession(session)
    if (jobs.filter(({ isRunning }) => isRunning).length >= mostRunning)
      throw new AppError('conflict', 'too many sends at a time', {
        params: { reason: 'too-many-sends', max: mostRunning },
      })
    const job = new SendJob({
      ...this.#parts,
      sendId: sendIdSchema.parse(randomUUID()),
      target,
      plan,
      onChange: () => {
        this.changes.tell()
      },
      onEnd: () => {
        this.ends.tell()
      },
    })
    const ended = jobs.filter(({ isRunning }) => !isRunning)
    const surplus = new Set(ended.slice(0, Math.max(0, ended.length + 1 - keptEnded)))
    this.#jobs.set(session, [...jobs.filter((each) => !surplus.has(each)), job])
    return job
  }

  /** @throws not-found when it was let go */
  get(session: Session, sendId: SendId): SendJob {
    const job = this.#jobs.get(session)?.find((each) => each.sendId === sendId)
    if (job !== undefined) return job
    throw new AppError('not-found', 'no such send', { params: { kind: 'send', name: sendId } })
  }

  /** Newest first. */
  list(session: Session): SendProgress[] {
    return (this.#jobs.get(session) ?? []).map((job) => job.progress()).reverse()
  }

  #openSession(session: Session): SendJob[] {
    session.disposables.add(async () => {
      await Promise.all((this.#jobs.get(session) ?? []).map((job) => job.end()))
      this.#jobs.delete(session)
    })
    return []
  }
}
