/*
 * What the sandbox process and the program that started it tell each other: plain objects, the
 * same over Electron's parentPort and Node's IPC channel.
 */

import type { ScenarioRequest, ScenarioView } from '#contract'

/** Small counts since the world started, for a status line and for tests. */
export interface Activity {
  /** Orders the shop placed, poisoned ones included. */
  readonly placed: number
  /** Orders the shop finished. */
  readonly done: number
  /** Poisoned orders among those placed. */
  readonly poisoned: number
  /** Beats of the world that failed (a queue the user deleted, for one). It goes on all the same. */
  readonly failures: number
}

/** From the sandbox to its parent. */
export type SandboxMessage =
  /** SQS (and SNS) answer, and the queues are there. Kinesis may follow as `kinesis-ready`. */
  | { readonly type: 'ready'; readonly sqsEndpoint: string; readonly kinesisEndpoint?: string }
  | { readonly type: 'kinesis-ready'; readonly kinesisEndpoint: string }
  /** Kinesis did not start or has died; SQS goes on. */
  | { readonly type: 'kinesis-failed'; readonly reason: string }
  /** Stored data could not be read; it was moved to `path` and the sandbox starts afresh. */
  | { readonly type: 'data-set-aside'; readonly path: string }
  /** The sandbox cannot run; the process ends after this. */
  | { readonly type: 'failed'; readonly reason: string }
  | ({ readonly type: 'activity' } & Activity)
  /** All data is gone and the queues are built anew; Kinesis follows as `kinesis-ready`. */
  | { readonly type: 'reset-done'; readonly sqsEndpoint: string }
  /** Something happened in a scenario. */
  | { readonly type: 'scenario-view'; readonly view: ScenarioView }
  /** The request of that number is done; what it led to was told before. */
  | { readonly type: 'scenario-done'; readonly call: number }
  | { readonly type: 'scenario-refused'; readonly call: number; readonly reason: string }

/** From the parent to the sandbox. `stop` is answered by the end of the process. */
export type SandboxCommand =
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  | { readonly type: 'scenario'; readonly call: number; readonly request: ScenarioRequest }

type Fields = Readonly<Record<string, 'string' | 'number' | 'object'>>

const messageFields: Readonly<Record<SandboxMessage['type'], Fields>> = {
  ready: { sqsEndpoint: 'string' },
  'kinesis-ready': { kinesisEndpoint: 'string' },
  'kinesis-failed': { reason: 'string' },
  'data-set-aside': { path: 'string' },
  failed: { reason: 'string' },
  activity: { placed: 'number', done: 'number', poisoned: 'number', failures: 'number' },
  'reset-done': { sqsEndpoint: 'string' },
  'scenario-view': { view: 'object' },
  'scenario-done': { call: 'number' },
  'scenario-refused': { call: 'number', reason: 'string' },
}

function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined
  return typeof value.type === 'string' ? value.type : undefined
}

/** Whether a value is a message of the sandbox: its type is known and its fields are there. */
export function isSandboxMessage(value: unknown): value is SandboxMessage {
  const type = typeOf(value)
  if (type === undefined || !Object.hasOwn(messageFields, type)) return false
  const fields = Object.entries(messageFields[type as SandboxMessage['type']]) // own key, just seen
  return fields.every(([name, kind]) => typeof Reflect.get(Object(value), name) === kind)
}

/** Whether a value is a command to the sandbox. */
export function isSandboxCommand(value: unknown): value is SandboxCommand {
  const type = typeOf(value)
  return type === 'stop' || type === 'reset' || type === 'scenario'
}
