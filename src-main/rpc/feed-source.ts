import { AppError } from '../lib/app-error.ts'
import { Credit } from '../polling/credit.ts'

/** A feed's input as it arrives: opened once, then given credit. */
export type Demand = { open?: unknown; credit: number }

export interface OpenedFeed {
  params: unknown
  credit: Credit
}

/**
 * Reads a feed's input iterator: takes the opening item, then keeps feeding the credit until the window ends it.
 * @throws invalid-input when the first item does not open the feed
 */
export async function openFeed(
  input: AsyncIterator<Demand>,
  signal: AbortSignal,
): Promise<OpenedFeed> {
  const first = await input.next()
  if (first.done === true || first.value.open === undefined) {
    throw new AppError('invalid-input', 'a feed begins with its parameters')
  }
  const credit = new Credit()
  credit.set(first.value.credit)
  signal.addEventListener('abort', () => {
    credit.end()
  })
  void followDemand(input, credit)
  return { params: first.value.open, credit }
}

async function followDemand(input: AsyncIterator<Demand>, credit: Credit): Promise<void> {
  try {
    for (let next = await input.next(); next.done !== true; next = await input.next()) {
      credit.set(next.value.credit)
    }
  } catch {
    // The window went away or aborted; either way there will be no more credit, which is all that matters here.
  }
  credit.end()
}
