import { beforeEach, describe, expect, it } from 'vitest'
import type { SandboxState } from '#contract'
import { sandboxHandlers } from './sandbox-handlers.ts'
import type { SandboxControl } from './sandbox-handlers.ts'

const starting: SandboxState = { state: 'starting', restarts: 0 }
const ready: SandboxState = { state: 'ready', restarts: 0, sqsEndpoint: 'http://127.0.0.1:1' }
const failed: SandboxState = { state: 'failed', restarts: 4, reason: 'no' }

let listeners: Set<() => void>
let state: SandboxState
beforeEach(() => {
  listeners = new Set()
  state = starting
})

const control: SandboxControl = {
  get state() {
    return state
  },
  onChange(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  settled: () => Promise.resolve(state),
  reset: () => Promise.resolve(ready),
  restart: () => Promise.reject(new Error('no')),
}

function become(next: SandboxState): void {
  state = next
  for (const listener of [...listeners]) listener()
}

function watch(demand: () => Promise<boolean> = () => Promise.resolve(true)) {
  const stop = new AbortController()
  const items = sandboxHandlers(control)['sandbox.watch']({}, { signal: stop.signal, demand })
  return { stop, items }
}

describe('following the sandbox', () => {
  it('tells the state at once, then each change', async () => {
    const { items } = watch()
    expect((await items.next()).value).toEqual(starting)
    const next = items.next()
    become(ready)
    expect((await next).value).toEqual(ready)
    become(failed)
    expect((await items.next()).value).toEqual(failed)
  })

  it('tells only the last of several changes, so that a slow window is not behind', async () => {
    const { items } = watch()
    await items.next()
    become(ready)
    become(failed)
    expect((await items.next()).value).toEqual(failed)
  })

  it('ends when no more is wanted', async () => {
    const { items } = watch(() => Promise.resolve(false))
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('ends when the window goes away while nothing changes, and stops listening', async () => {
    const { items, stop } = watch()
    await items.next()
    const next = items.next()
    await Promise.resolve()
    stop.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(listeners.size).toBe(0)
  })
})

it('answers a reset and a restart as the sandbox does', async () => {
  const handlers = sandboxHandlers(control)
  expect(await handlers['sandbox.reset']()).toEqual(ready)
  await expect(handlers['sandbox.restart']()).rejects.toThrow('no')
})
