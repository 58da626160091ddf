import { describe, expect, it } from 'vitest'
import { loopbackArguments } from './loopback-only.ts'

const done = (): void => undefined

describe('loopbackArguments', () => {
  it.each([
    ['nothing', [], [0, '127.0.0.1']],
    ['a callback alone', [done], [0, '127.0.0.1', done]],
    ['a port', [4566], [4566, '127.0.0.1']],
    ['a port in a string', ['4566', done], ['4566', '127.0.0.1', done]],
    ['a port and backlog', [1, 511, done], [1, '127.0.0.1', 511, done]],
    ['an open address', [1, '0.0.0.0', done], [1, '127.0.0.1', done]],
    ['no address', [1, undefined, 511, done], [1, '127.0.0.1', 511, done]],
    ['a loopback address', [1, '::1', done], [1, '::1', done]],
    ['options', [{ port: 1, host: '::' }, done], [{ port: 1, host: '127.0.0.1' }, done]],
    ['options without host', [{ port: 1 }], [{ port: 1, host: '127.0.0.1' }]],
    ['loopback options', [{ port: 1, host: 'localhost' }], [{ port: 1, host: 'localhost' }]],
    ['a pipe', ['/tmp/pipe'], ['/tmp/pipe']],
    ['a pipe in options', [{ path: '/tmp/pipe' }], [{ path: '/tmp/pipe' }]],
  ])('%s', (_name, given, expected) => {
    expect(loopbackArguments(given)).toEqual(expected)
  })
})
