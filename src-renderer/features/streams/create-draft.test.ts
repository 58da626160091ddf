import { expect, it } from 'vitest'
import { streamSchema } from '#contract'
import { emptyCreateDraft, findCreateInput } from './create-draft.ts'

const streamArn = 'arn:aws:kinesis:eu-west-1:1:stream/clicks'
const known = [streamSchema.parse({ streamArn, name: 'clicks' })]
const find = (change: Partial<typeof emptyCreateDraft>) =>
  findCreateInput('sandbox', { ...emptyCreateDraft, name: 'views', ...change }, known)

it('asks for what was typed', () => {
  expect(find({ shards: '3', tags: 'team=shop' })).toEqual({
    ...{ connectionId: 'sandbox', name: 'views' },
    capacity: { mode: 'provisioned', shards: 3 },
    tags: [{ key: 'team', value: 'shop' }],
  })
  expect(find({ mode: 'on-demand', shards: 'x' })?.capacity).toEqual({ mode: 'on-demand' })
})

it.each([
  [{ name: 'clicks' }],
  [{ name: 'a b' }],
  [{ name: '' }],
  [{ shards: '0' }],
  [{ shards: '10001' }],
  [{ tags: 'aws:x=1' }],
])('asks for nothing while %j is wrong', (change) => {
  expect(find(change)).toBeUndefined()
})
