import { PriceBook, noOwnPrices, ownPricesSchema } from '../connections/price-book.ts'
import { openJsonFile } from '../lib/json-file.ts'

/** The price book that keeps the user's own prices in `folder`, opened anew. */
export function createPriceBook(folder: string): PriceBook {
  const file = openJsonFile({
    folder,
    name: 'prices',
    schema: ownPricesSchema,
    initial: noOwnPrices,
    nowMs: () => 0,
    onSetAside: () => undefined,
  })
  return new PriceBook(file)
}
