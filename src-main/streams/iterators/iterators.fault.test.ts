import type { KinesisClient } from '@aws-sdk/client-kinesis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StreamArn } from '#contract'
import { createStream, putRecords } from '../../testing/contract-streams.ts'
import type { Fault } from '../../testing/fault-rules.ts'
import { startFaultyWeir } from '../../testing/faulty-weir.ts'
import type { FaultyWeir } from '../../testing/faulty-weir.ts'
import { kinesisClientFor, startKinesis } from '../../testing/kinesis-emulators.ts'

describe('stepping an iterator with faults on the way', async () => {
  let kinesis: KinesisClient
  let made = 0
  const faulty: FaultyWeir = await startFaultyWeir({ start: () => startKinesis('kinesalite') })

  beforeAll(() => {
    kinesis = kinesisClientFor(faulty.emulator.endpoint)
  })
  afterAll(() => {
    kinesis.destroy()
  })

  async function openOn(count: number) {
    const name = `faulty-step-${String((made += 1))}`
    const streamArn: StreamArn = await createStream(kinesis, name, 1)
    await putRecords(kinesis, { name, count })
    const at = { connectionId: 'sandbox', streamArn }
    const shardId = 'shardId-000000000000'
    const start = { type: 'TRIM_HORIZON' as const }
    const { iteratorId } = await faulty.client.iterators.open({ ...at, shardId, start })
    return {
      step: (limit: number) => faulty.client.iterators.step({ ...at, iteratorId, limit }),
      more: (from: number) => putRecords(kinesis, { name, count: 1, from }),
    }
  }

  it('goes on after the last record with another iterator when one has expired', async () => {
    const { step } = await openOn(6)
    await step(2)
    const injected = faulty.proxy.inject({
      action: 'GetRecords',
      fault: 'expired-iterator',
      times: 1,
    })
    const { records, iterator } = await step(2)
    expect(injected.hits()).toBe(1)
    expect(records.map(({ preview }) => preview)).toEqual(['record 2', 'record 3'])
    expect(iterator).toMatchObject({ renewals: 1, records: 4 })
    expect(iterator).not.toHaveProperty('error')
  })

  it.each<[Fault, string]>([
    ['throttle', 'throttled'],
    ['server-error', 'unexpected'],
    ['reset', 'endpoint-unreachable'],
    ['malformed', 'answer-damaged'],
  ])(
    'makes one call for a step that meets %s, says so, and stays where it was',
    async (fault, code) => {
      const { step } = await openOn(3)
      await step(1)
      faulty.proxy.inject({ action: 'GetRecords', fault, times: 1 })
      const calls = await faulty.counting('GetRecords', () =>
        expect(step(5)).rejects.toMatchObject({ code }),
      )
      expect(calls).toBe(1)
      const { records } = await step(5)
      expect(records.map(({ preview }) => preview)).toEqual(['record 1', 'record 2'])
    },
  )

  it('does not take an answer without a next iterator for the end of an open shard', async () => {
    const { step, more } = await openOn(3)
    faulty.proxy.inject({ action: 'GetRecords', fault: 'misshapen', times: 1 })
    const first = await step(1)
    expect(first.iterator).toMatchObject({ isEnded: false, error: { code: 'answer-damaged' } })
    await more(3)
    const second = await step(10)
    const seen = [...first.records, ...second.records].map(({ preview }) => preview)
    expect(seen).toEqual(['record 0', 'record 1', 'record 2', 'record 3'])
    expect(second.iterator).not.toHaveProperty('error')
  })

  it('takes two steps asked for at once one after the other', async () => {
    const { step } = await openOn(4)
    const [first, second] = await Promise.all([step(2), step(2)])
    const seen = [...first.records, ...second.records].map(({ preview }) => preview)
    expect(seen).toEqual(['record 0', 'record 1', 'record 2', 'record 3'])
  })
})
