import { expect, it } from 'vitest'
import { Demand } from './demand.ts'

it('opens with one round, and asks for the next after each item', async () => {
  const demand = new Demand('params', false)
  const items = demand.items()
  expect((await items.next()).value).toEqual({ open: 'params', credit: 1 })
  const next = items.next()
  demand.consumed()
  expect((await next).value).toEqual({ credit: 1 })
})

it('takes back what it granted when the window hides, and asks anew when it shows', async () => {
  const demand = new Demand('params', false)
  const items = demand.items()
  await items.next()
  demand.setHeld(true)
  expect((await items.next()).value).toEqual({ credit: 0 })
  const next = items.next()
  demand.consumed() // the round that was under way: says nothing while hidden
  demand.setHeld(false)
  expect((await next).value).toEqual({ credit: 1 })
})

it('opens with none while held, and ends when told', async () => {
  const demand = new Demand('params', true)
  const items = demand.items()
  expect((await items.next()).value).toEqual({ open: 'params', credit: 0 })
  const next = items.next()
  demand.end()
  expect((await next).done).toBe(true)
})
