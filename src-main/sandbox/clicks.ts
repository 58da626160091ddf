import { gzipSync } from 'node:zlib'
import { kplFrame } from '../lib/kpl-frame.ts'
import { between, pick } from './random.ts'
import type { Random } from './random.ts'

/** A record as a producer puts it. */
export interface Click {
  readonly key: string
  readonly data: Uint8Array
}

const users = 200
const pages = [
  '/',
  '/',
  '/search',
  '/search',
  '/item/mug-blue',
  '/item/kettle-15',
  '/cart',
] as const
const browsers = ['Firefox', 'Safari', 'Chrome'] as const

/** Two users make up a third of all clicks; most of the others come seldom. */
function userOf(random: Random): string {
  const share = random()
  if (share < 0.22) return 'u-7'
  if (share < 0.33) return 'u-23'
  // Squared: low numbers come oftener than high ones.
  return `u-${String(1 + Math.floor(random() ** 2 * users))}`
}

function textOf(random: Random, user: string, nowMs: number): string {
  return JSON.stringify({
    user,
    page: pick(random, pages),
    browser: pick(random, browsers),
    ms: between(random, 20, 900),
    at: new Date(nowMs).toISOString(),
  })
}

/** Where the pointer was, as a device that counts bytes would say it. */
function heatmap(random: Random): Uint8Array {
  return Uint8Array.from({ length: 48 }, () => between(random, 0, 255))
}

/** What the Kinesis Producer Library makes of several clicks: one record, with a key of its own. */
function packed(random: Random, nowMs: number): Click {
  const records = Array.from({ length: between(random, 3, 9) }, () => {
    const partitionKey = userOf(random)
    return { partitionKey, data: Buffer.from(textOf(random, partitionKey, nowMs)) }
  })
  return { key: 'a', data: kplFrame(records) }
}

/** One record: mostly JSON, some of it gzip'd, a few that are binary, a few that hold several clicks. */
export function click(random: Random, nowMs: number): Click {
  const kind = random()
  if (kind < 0.04) return packed(random, nowMs)
  const user = userOf(random)
  if (kind < 0.07) return { key: user, data: heatmap(random) }
  const text = Buffer.from(textOf(random, user, nowMs))
  return { key: user, data: kind < 0.13 ? gzipSync(text) : text }
}

/** A robot goes through the shop: many clicks of one user at once. */
export function robotVisit(random: Random, nowMs: number): Click[] {
  return Array.from({ length: between(random, 8, 20) }, () => ({
    key: 'robot',
    data: Buffer.from(textOf(random, 'robot', nowMs)),
  }))
}
