import { isDeepStrictEqual } from 'node:util'
import type { ParsedInput, Sendable } from '#contract'
import type { Session } from '../connections/session.ts'
import { AppError } from '../lib/app-error.ts'
import type { Clock } from '../lib/clock.ts'
import type { RunSummary, SendJob } from './send-job.ts'
import { checkPlan, createPlan } from './send-plan.ts'
import type { WhatToSend } from './send-plan.ts'
import type { SendTarget } from './send-target.ts'
import type { Sends } from './sends.ts'

/** The journal's entry of a call that stays open until what it began has ended. */
export interface SendNotes {
  note(facts: RunSummary): void
  until(work: Promise<void>): void
}

interface NewSend {
  session: Session
  target: SendTarget
  what: WhatToSend
  /** @throws invalid-input where it would be refused */
  check(message: Sendable, index: number): void
}

type Again = Pick<ParsedInput<'sends.retryFailed'>, 'sendId' | 'which'> & Pick<SendTarget, 'to'>

/** Begins and does not wait: the answer is that it began, the journal entry ends when it did. */
function begin(job: SendJob, places: readonly number[], { note, until }: SendNotes) {
  until(job.start(places).then(note))
  return { sendId: job.sendId, total: places.length }
}

/** How queues, topics and streams begin a send of many messages, each to its own kind of target. */
export class SendStarter {
  readonly #sends: Sends
  readonly #clock: Clock

  constructor(sends: Sends, clock: Clock) {
    this.#sends = sends
    this.#clock = clock
  }

  /** @throws invalid-input before anything is sent, where one of the messages would be refused */
  start({ session, target, what, check }: NewSend, notes: SendNotes) {
    const plan = createPlan(what, {
      seed: crypto.randomUUID(),
      nowMs: () => this.#clock.now(),
    })
    checkPlan(what, plan, check)
    const job = this.#sends.create(session, target, plan)
    return begin(job, job.tally.places(), notes)
  }

  /** @throws not-found where it went elsewhere: the guard and the journal judged by the place that was named */
  again(session: Session, { sendId, which, to }: Again, notes: SendNotes) {
    const job = this.#sends.get(session, sendId)
    if (isDeepStrictEqual(job.to, to)) return begin(job, job.tally.places(which), notes)
    throw new AppError('not-found', 'it went elsewhere', { params: { kind: 'send', name: sendId } })
  }
}
