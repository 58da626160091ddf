import type { Clock } from '../lib/clock.ts'
import type { CallEnd, DirectLine, JobQueue, Serve } from '../sandbox/scenarios/scenario-ports.ts'

let made = 0

function hide(held: Held, untilMs: number): void {
  made += 1
  Object.assign(held, { handle: String(made), visibleAtMs: untilMs, receives: held.receives + 1 })
}

interface Held {
  readonly id: string
  handle: string
  visibleAtMs: number
  receives: number
}

export interface MemoryJobs extends JobQueue {
  /** What happens between the queue and a user. */
  take(): void
  redrive(): void
  /** The next sends arrive, and their answers do not. */
  loseAnswers(isLost: boolean): void
}

/** A queue with a dead-letter queue in memory, which moves a message at its fourth receive, as fauxqs does it. */
export function createMemoryJobs(clock: Clock, latencyMs: number): MemoryJobs {
  let queue: Held[] = []
  let dead: string[] = []
  let losesAnswers = false

  function bury(): void {
    const doomed = queue.filter((each) => each.visibleAtMs <= clock.now() && each.receives >= 3)
    queue = queue.filter((each) => !doomed.includes(each))
    dead.push(...doomed.map(({ id }) => id))
  }
  function add(id: string): void {
    queue.push({ id, handle: '', visibleAtMs: clock.now(), receives: 0 })
  }
  return {
    async send(id) {
      add(id)
      const isLost = losesAnswers
      await clock.sleep(latencyMs)
      if (isLost) throw new Error('no answer')
    },
    async receive(max, visibilityS) {
      bury()
      const received = queue.filter((each) => each.visibleAtMs <= clock.now()).slice(0, max)
      for (const each of received) hide(each, clock.now() + visibilityS * 1000)
      const jobs = received.map(({ id, handle }) => ({ id, handle }))
      await clock.sleep(latencyMs)
      return jobs
    },
    async remove({ handle }) {
      queue = queue.filter((each) => each.handle !== handle)
      await clock.sleep(latencyMs)
    },
    async held() {
      const inQueue = new Set(queue.map(({ id }) => id))
      await clock.sleep(latencyMs)
      return { queue: inQueue, dead: new Set(dead) }
    },
    take: () => void queue.shift(),
    redrive() {
      for (const id of dead) add(id)
      dead = []
    },
    loseAnswers(isLost) {
      losesAnswers = isLost
    },
  }
}

/** A line between two services without a network. */
export function createMemoryLine(clock: Clock): DirectLine {
  let serve: Serve | undefined
  let cut = Promise.withResolvers<CallEnd>()

  async function answerOf(id: string, isGone: () => boolean): Promise<CallEnd> {
    const outcome = await serve?.(id, isGone)
    return outcome === undefined || outcome === 'busy' ? 'refused' : outcome
  }
  return {
    async call(id, timeoutMs) {
      let isGone = false
      const late = clock.sleep(timeoutMs).then((): CallEnd => 'timed-out')
      const end = await Promise.race([answerOf(id, () => isGone), late, cut.promise])
      isGone = true
      return end
    },
    open(next) {
      serve = next
      return Promise.resolve()
    },
    shut() {
      serve = undefined
      cut.resolve('refused')
      cut = Promise.withResolvers()
      return Promise.resolve()
    },
  }
}
