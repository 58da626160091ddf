import { AppError } from '../lib/app-error.ts'
import { Credit } from '../lib/credit.ts'

/** A feed's input as it arrives: opened once, then given credit. */
export type Demand = { open?: unknown; credit: number }

export interface OpenedFeed {
  params: unknown
  credit: Credit
}

function notOpened(cause?: unknown): AppError {
  return new AppError('invalid-input', 'a feed begins with its parameters', { cause })
}

/**
 * Reads a feed's input iterator: takes the opening item, then keeps feeding the credit until the window ends it.
 * @throws invalid-input when the first item does not open the feed
 */
export async function openFeed(
  input: AsyncIterator<Demand>,
  signal: AbortSignal,
): Promise<OpenedFeed> {
  const first = await input.next().catch((cause: unknown) => {
    throw notOpened(cause)
  })
  if (first.done === true || first.value.open === undefined) throw notOpened()
  const credit = new Credit()
  credit.set(first.value.credit)
  signal.addEventListener('abort', () => {
    credit.end()
  })
  if (signal.aborted) credit.end() // it went away while the first item was on its way
  void followDemand(input, credit)
  return { params: first.value.open, credit }
}

async function followDemand(input: AsyncIterator<Demand>, credit: Credit): Promise<void> {
  // A window that went away or aborted rejects; either way there will be no more credit, which is all that matters.
  const next = (): Promise<Demand | undefined> =>
    input.next().then(
      ({ done, value }) => (done === true ? undefined : value),
      () => undefined,
    )
  for (let demand = await next(); demand !== undefined; demand = await next()) {
    credit.set(demand.credit)
  }
  credit.end()
}
