import { describe, expect, it } from 'vitest'
import { isSandboxCommand, isSandboxMessage } from './protocol.ts'

describe('isSandboxMessage', () => {
  it.each([
    { type: 'ready', sqsEndpoint: 'http://127.0.0.1:1' },
    { type: 'kinesis-ready', kinesisEndpoint: 'http://127.0.0.1:1' },
    { type: 'data-set-aside', path: '/x' },
    { type: 'activity', placed: 1, done: 1, poisoned: 0, failures: 0 },
  ])('takes $type', (message) => {
    expect(isSandboxMessage(message)).toBe(true)
  })

  it.each([
    [undefined],
    ['ready'],
    [{ type: 'ready' }],
    [{ type: 'ready', sqsEndpoint: 1 }],
    [{ type: 'toString' }],
    [{ type: 7 }],
  ])('refuses %o', (message) => {
    expect(isSandboxMessage(message)).toBe(false)
  })
})

describe('isSandboxCommand', () => {
  it('takes stop and reset, and nothing else', () => {
    expect(isSandboxCommand({ type: 'stop' })).toBe(true)
    expect(isSandboxCommand({ type: 'reset' })).toBe(true)
    expect(isSandboxCommand({ type: 'ready' })).toBe(false)
    expect(isSandboxCommand(null)).toBe(false)
  })
})
