import type { Clock } from '../lib/clock.ts'
import type { Received, WorldQueue } from '../sandbox/world-queue.ts'

interface Held extends Received {
  visibleAtMs: number
  receives: number
}

/** A queue of the sandbox's world in memory, with redrive after three receives, as fauxqs does it. */
export function createMemoryQueue(clock: Clock, deadLetters?: WorldQueue): WorldQueue {
  let held: Held[] = []
  let made = 0
  const visible = (): Held[] => held.filter((each) => each.visibleAtMs <= clock.now())

  async function bury(): Promise<void> {
    if (deadLetters === undefined) return
    const dead = visible().filter((each) => each.receives >= 3)
    held = held.filter((each) => !dead.includes(each))
    await deadLetters.send(dead)
  }
  return {
    send(messages) {
      for (const { body } of messages) {
        made += 1
        held.push({ handle: String(made), body, visibleAtMs: 0, receives: 0 })
      }
      return Promise.resolve()
    },
    async receive(max, visibilityS) {
      await bury()
      const received = visible().slice(0, Math.min(max, 10))
      for (const each of received) {
        each.visibleAtMs = clock.now() + visibilityS * 1000
        each.receives += 1
      }
      return received
    },
    remove(messages) {
      const handles = new Set(messages.map((each) => each.handle))
      held = held.filter((each) => !handles.has(each.handle))
      return Promise.resolve()
    },
    giveBack(message, afterS) {
      const back = held.find((each) => each.handle === message.handle)
      if (back !== undefined) back.visibleAtMs = clock.now() + afterS * 1000
      return Promise.resolve()
    },
    waiting: () => Promise.resolve(visible().length),
  }
}
