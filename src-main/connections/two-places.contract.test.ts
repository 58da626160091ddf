import { afterAll, beforeAll, expect, it } from 'vitest'
import type { QueueUrl } from '#contract'
import { tokenOfRefusal } from '../testing/confirmation-token.ts'
import { composeForTest } from '../testing/composed-weir.ts'
import type { ComposedWeir } from '../testing/composed-weir.ts'
import { createQueue } from '../testing/contract-queues.ts'
import { sqsClientFor, startFauxqs } from '../testing/emulators.ts'
import type { Emulator } from '../testing/emulators.ts'

// Two connections to the same kind of place, with queues of the same names, region and account: only the connection
// tells them apart.

let emulators: Emulator[]
let composed: ComposedWeir
let places: { connectionId: string; queueUrl: QueueUrl }[]

beforeAll(async () => {
  emulators = [await startFauxqs(), await startFauxqs()]
  composed = composeForTest()
  places = []
  for (const [index, { endpoint }] of emulators.entries()) {
    const queueUrl = await createQueue(sqsClientFor(endpoint), 'orders')
    const { id } = await composed.client.connections.add({
      name: `place ${String(index)}`,
      target: { kind: 'emulator', endpoint },
      region: 'us-east-1',
      environment: 'local',
    })
    places.push({ connectionId: id, queueUrl })
  }
})
afterAll(async () => {
  await composed.close()
  for (const emulator of emulators) await emulator.close()
})

/** At every place at once, so that whatever they share would be shared now. */
const everywhere = <T>(run: (place: (typeof places)[number], index: number) => Promise<T>) =>
  Promise.all(places.map(run))

it('two places that look the same never mix what was sent, looked at or deleted', async () => {
  const { messages, queues, favourites } = composed.client
  const numbers = Array.from({ length: 8 }, (_, number) => number)
  await everywhere((place, index) =>
    Promise.all(
      numbers.map((number) =>
        messages.send({ ...place, body: `place ${String(index)} ${String(number)}` }),
      ),
    ),
  )
  const looks = await everywhere((place) => messages.look({ ...place, max: 10 }))
  for (const [index, { messages: seen }] of looks.entries()) {
    expect(seen.length).toBeGreaterThan(0)
    for (const { preview } of seen) expect(preview).toMatch(new RegExp(`^place ${String(index)} `))
  }

  // Made at one place only, and nothing of it is at the other.
  const [first, second] = places
  if (first === undefined || second === undefined) throw new Error('two places')
  await createQueue(sqsClientFor(emulators[0]?.endpoint ?? ''), 'only-first')
  await favourites.set({
    connectionId: first.connectionId,
    queueUrls: [first.queueUrl],
    isFavourite: true,
  })
  const lists = await everywhere(({ connectionId }) => queues.list({ connectionId }))
  expect(lists.map((list) => list.queues.map(({ name }) => name).sort())).toEqual([
    ['only-first', 'orders'],
    ['orders'],
  ])
  const stars = await everywhere(({ connectionId }) => favourites.list({ connectionId }))
  expect(stars.map((each) => each.queueUrls.length)).toEqual([1, 0])

  // A token of one place confirms nothing at the other, and a purge there leaves the other's messages.
  const token = await tokenOfRefusal(() => queues.purge(first))
  await expect(queues.purge({ ...second, confirmation: { token } })).rejects.toMatchObject({
    code: 'guarded',
  })
  await queues.purge({
    ...first,
    confirmation: { token: await tokenOfRefusal(() => queues.purge(first)) },
  })
  const after = await everywhere((place) => messages.look({ ...place, max: 10 }))
  expect(after.map((look) => look.messages.length > 0)).toEqual([false, true])

  // And one that goes takes nothing of the other with it.
  await composed.client.connections.remove({ connectionId: first.connectionId })
  expect((await queues.list({ connectionId: second.connectionId })).queues).toHaveLength(1)
})
