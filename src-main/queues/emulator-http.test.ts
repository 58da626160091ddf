import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findEmulatorAnswer } from './emulator-http.ts'

let answer: (response: ServerResponse) => void
let endpoint: string
const server = createServer((_request, response) => {
  answer(response)
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  endpoint = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`
})
afterAll(() => {
  server.close()
})

const json = { 'content-type': 'application/json; charset=utf-8' }

it.each<[string, (response: ServerResponse) => void, unknown]>([
  ['JSON', (response) => response.writeHead(200, json).end('{"a":1}'), { a: 1 }],
  ['the page of another server', (response) => response.end('<html>'), undefined],
  ['a refusal', (response) => response.writeHead(404, json).end('{"a":1}'), undefined],
])('gives what %s says', async (_what, give, expected) => {
  answer = give
  expect(await findEmulatorAnswer(endpoint, '/x')).toEqual(expected)
})

it.each<[string, (response: ServerResponse) => void, string]>([
  [
    'says it is JSON and is not',
    (response) => response.writeHead(200, json).end('{'),
    'unreadable',
  ],
  [
    'breaks off',
    (response) => {
      response.writeHead(200, { ...json, 'content-length': 10 })
      response.write('{', () => response.destroy())
    },
    'cut',
  ],
])('tells an answer that %s from none', async (_what, give, damage) => {
  answer = give
  await expect(findEmulatorAnswer(endpoint, '/x')).rejects.toMatchObject({
    code: 'answer-damaged',
    params: { damage },
  })
})
