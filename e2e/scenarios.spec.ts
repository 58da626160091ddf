import { z } from '#contract/z'
import { violationsOf } from './fixtures/accessibility.ts'
import { expect, test } from './fixtures/weir-app.ts'
import { ScenariosPage } from './pages/scenarios-page.ts'

const queueSchema = z.object({
  messages: z.object({ ready: z.array(z.unknown()), inflight: z.array(z.unknown()) }),
})

/** What the emulator itself says that a queue holds. */
async function heldBy(endpoint: string, queue: string): Promise<number> {
  const answer = await fetch(`${endpoint}/_fauxqs/queues/${queue}`)
  const { ready, inflight } = queueSchema.parse(await answer.json()).messages
  return ready.length + inflight.length
}

test('the store loses direct orders and delivers queued ones, counted to the last', async ({
  weir,
}) => {
  const store = new ScenariosPage(weir.page)
  const endpoint = await store.endpoint()
  await store.open('store')
  await store.button('Start').click()
  await expect.poll(() => store.figure('direct-done')).toBeGreaterThan(5)
  await expect.poll(() => store.figure('queued-done')).toBeGreaterThan(5)
  expect(await store.figure('direct-lost')).toBe(0)
  await store.button('Stop shipping').click()
  await expect.poll(() => store.figure('direct-lost')).toBeGreaterThan(10)
  expect(await store.figure('queued-lost')).toBe(0)
  const lost = await store.figure('direct-lost')
  await store.field('Orders a second').fill('0')
  await expect.poll(() => store.figure('queued-inFlight'), { timeout: 15_000 }).toBe(0)
  const waiting = await store.figure('queued-waiting')
  expect(waiting).toBeGreaterThan(10)
  expect(await heldBy(endpoint, 'store-orders')).toBe(waiting)
  expect(await violationsOf(weir.page)).toEqual([])
  await store.button('Start shipping').click()
  await store.field('Shipped a second').fill('50')
  await expect.poll(() => store.figure('queued-waiting'), { timeout: 15_000 }).toBe(0)
  const accepted = await store.figure('queued-accepted')
  await expect.poll(() => store.figure('queued-done')).toBe(accepted)
  expect(await heldBy(endpoint, 'store-orders')).toBe(0)
  expect(await store.figure('direct-lost')).toBeGreaterThanOrEqual(lost)
  await store.button('Stop').click()
  const summary = store.main.getByRole('region', { name: 'This run' })
  await expect(summary).toContainText(`${accepted} accepted, ${accepted} done`)
  await expect(summary).toContainText('Nothing was lost.')
  await expect(store.main.getByText(/held the same: 0 in the queue/)).toBeVisible()
  expect(weir.refused).toEqual([])
})

test('says what the sandbox does of 10,000 a second, and leads to the queue itself', async ({
  weir,
}) => {
  const store = new ScenariosPage(weir.page)
  await store.open('store')
  await store.field('Orders a second').fill('10000')
  await expect(store.main.getByText('50/s is sent, no more')).toBeVisible()
  await store.button('Start').click()
  await expect.poll(() => store.figure('queued-accepted')).toBeGreaterThan(50)
  await store.main.getByRole('link', { name: 'store-orders', exact: true }).click()
  await expect(weir.page.getByRole('heading', { name: 'store-orders' })).toBeVisible()
  await store.open('store')
  await store.button('Reset').click()
  await expect(store.main.getByText('not started')).toBeVisible()
  expect(await store.figure('queued-asked')).toBe(0)
})

test('a burst drowns the direct encoder; the queue takes all of it and gives it back', async ({
  weir,
}) => {
  test.setTimeout(120_000)
  const burst = new ScenariosPage(weir.page)
  const endpoint = await burst.endpoint()
  await burst.open('burst')
  await burst.button('Start').click()
  await burst.button('Send 1,000 videos').click()
  await expect.poll(() => burst.figure('queued-accepted'), { timeout: 30_000 }).toBe(1000)
  await burst.button('Kill a worker').click()
  await expect.poll(() => burst.figure('direct-lost'), { timeout: 30_000 }).toBeGreaterThan(500)
  await burst.field('Workers on the queue').fill('20')
  await burst.field('Videos a second, each worker').fill('50')
  await expect.poll(() => burst.figure('queued-done'), { timeout: 60_000 }).toBe(999)
  await expect.poll(() => burst.figure('queued-dead'), { timeout: 30_000 }).toBe(1)
  expect(await burst.figure('queued-redelivered')).toBeGreaterThan(1)
  expect(await heldBy(endpoint, 'videos')).toBe(0)
  expect(await heldBy(endpoint, 'videos-dlq')).toBe(1)
  await burst.main.getByRole('link', { name: 'videos-dlq' }).click()
  await expect(weir.page.getByRole('heading', { name: 'videos-dlq' })).toBeVisible()
})

test('a broken filter keeps orders from shipping, and the filter lab shows it', async ({
  weir,
}) => {
  const fan = new ScenariosPage(weir.page)
  const endpoint = await fan.endpoint()
  await fan.open('fanout')
  await fan.button('Start').click()
  await fan.field('Events a second').fill('20')
  await expect.poll(() => fan.figure('shipping-received')).toBeGreaterThan(5)
  expect(await fan.figure('shipping-missed')).toBe(0)
  await fan.button("Break shipping's filter").click()
  await expect.poll(() => fan.figure('shipping-missed'), { timeout: 15_000 }).toBeGreaterThan(5)
  expect(await violationsOf(weir.page)).toEqual([])
  await fan.button('Stop').click()
  await expect(fan.main.getByRole('region', { name: 'This run' })).toContainText('published once')
  for (const name of ['billing', 'shipping', 'analytics']) {
    const of = (column: string): Promise<number> => fan.figure(`${name}-${column}`)
    const waiting = await of('waiting')
    expect(await of('wanted')).toBe((await of('received')) + (await of('missed')) + waiting)
    expect(await heldBy(endpoint, `shop-${name}`)).toBe(waiting)
  }
  await fan.main.getByRole('link', { name: 'Filter lab' }).click()
  await expect(weir.page.getByRole('heading', { name: 'shop-orders' })).toBeVisible()
  await fan.main.getByRole('combobox', { name: 'Whose policy' }).selectOption('shop-shipping')
  await expect(fan.main.getByRole('textbox', { name: 'Filter policy' })).toContainText(
    'order-payed',
  )
})
