import type { Clock } from '../lib/clock.ts'
import type { Pace } from './pace.ts'
import { between, pick } from './random.ts'
import type { Random } from './random.ts'
import type { Outgoing, WorldQueue } from './world-queue.ts'

/** Above this no payment is sent: the emulator never expires a message. */
const maxWaiting = 100
const visibilityS = 10

const accounts = 8

/** A payment of one of the accounts `acct-1` to `acct-8`, each a message group of its own. */
export function payment(random: Random, number: number, nowMs: number): Outgoing {
  const account = `acct-${String(between(random, 1, accounts))}`
  const id = `p-${String(number)}`
  return {
    body: JSON.stringify({
      id,
      account,
      kind: pick(random, ['charge', 'charge', 'charge', 'refund']),
      amount: between(random, 500, 25_000) / 100,
      currency: 'EUR',
      at: new Date(nowMs).toISOString(),
    }),
    attributes: { contentType: 'application/json' },
    groupId: account,
    deduplicationId: id,
  }
}

/** Books what is at the head of each group. */
async function book(queue: WorldQueue, pace: Pace): Promise<void> {
  const received = await queue.receive(10, visibilityS)
  if (received.length === 0) return
  await pace.pause(1200)
  await queue.remove(received)
}

/** Payments come about every second; four seconds after each booking the next heads are booked. */
export function openPayments(parts: {
  clock: Clock
  pace: Pace
  random: Random
  queue: WorldQueue
  firstNumber: number
}): void {
  const { clock, pace, random, queue } = parts
  let number = parts.firstNumber
  pace.every(
    () => between(random, 700, 1500),
    async () => {
      if ((await queue.waiting()) >= maxWaiting) return
      await queue.send([payment(random, number, clock.now())])
      number += 1
    },
  )
  pace.every(
    () => 4000,
    () => book(queue, pace),
  )
}
