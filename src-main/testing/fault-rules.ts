import type { ErrorFault } from './fault-answers.ts'

/**
 * What goes wrong with a call:
 * - an `ErrorFault`, `reset` (connection reset) and `hang` (no answer, until `clear` or `close`):
 *   the emulator never sees the call;
 * - `lost-reply` (connection cut), `truncated` (half an answer, then cut), `malformed` (an answer that is no JSON),
 *   `misshapen` (JSON in which the first message has no id, or records no next iterator), `wrong-digest` (the first message has the MD5 of another
 *   body), `partly` (of `PutRecords`: every second record is refused, as by a full shard), `updating` (a stream is said to be
 *   UPDATING) and `no-reply` (no answer, until `clear` or `close`): the emulator **did** it, the client cannot know.
 */
export type Fault =
  | ErrorFault
  | 'reset'
  | 'lost-reply'
  | 'hang'
  | 'no-reply'
  | 'truncated'
  | 'malformed'
  | 'misshapen'
  | 'wrong-digest'
  | 'partly'
  | 'updating'

export interface FaultRule {
  /** An API action such as `SendMessage`; left out, every call. */
  readonly action?: string | RegExp
  /** Only calls whose body holds this text: a queue's name, say. */
  readonly containing?: string
  /** How many calls that fit are let by before the first that it hits. */
  readonly after?: number
  /** How many calls it hits; left out, every one until `clear`. */
  readonly times?: number
  readonly fault: Fault
}

interface Armed {
  readonly rule: FaultRule
  /** Calls that are still to be let by. */
  passes: number
  left: number
  hits: number
}

function matches(rule: FaultRule, action: string, body: string): boolean {
  if (rule.containing !== undefined && !body.includes(rule.containing)) return false
  if (rule.action === undefined) return true
  return typeof rule.action === 'string' ? rule.action === action : rule.action.test(action)
}

/** A rule that was injected, and how often it hit: what counts the calls of one queue among those of others. */
export interface InjectedFault {
  hits(): number
}

export interface FaultRules {
  inject(rule: FaultRule): InjectedFault
  clear(): void
  /** The fault for this call, from the oldest rule that fits and has calls left. */
  take(action: string, body?: string): Fault | undefined
}

export function createFaultRules(): FaultRules {
  let armed: Armed[] = []
  return {
    inject(rule) {
      const one: Armed = { rule, passes: rule.after ?? 0, left: rule.times ?? Infinity, hits: 0 }
      armed.push(one)
      return { hits: () => one.hits }
    },
    clear() {
      armed = []
    },
    take(action, body = '') {
      const hit = armed.find(({ rule, left }) => left > 0 && matches(rule, action, body))
      if (hit === undefined) return undefined
      if (hit.passes > 0) {
        hit.passes -= 1
        return undefined
      }
      hit.left -= 1
      hit.hits += 1
      return hit.rule.fault
    },
  }
}
