import { onForget } from '../lib/forget.ts'
import { createStore } from '../lib/store.ts'
import type { Store } from '../lib/store.ts'

export interface PageOfRows<Row> {
  rows: readonly Row[]
  nextToken?: string | undefined
}

/** What is read is a list of this connection; where a connection has several, `of` says which. */
export interface ListName {
  connectionId: string
  of?: string
}

/** Lists that come a page at a time: of thousands of rows the first are there at once, while the others are read. */
export class PagedReads<Row> {
  readonly #arriving = new Map<string, Map<string, Store<readonly Row[]>>>()
  readonly #nothing: readonly Row[] = []

  constructor() {
    onForget((connectionId) => this.#arriving.delete(connectionId))
  }

  /** What has come of a list that is still being read; empty otherwise. */
  arriving({ connectionId, of = '' }: ListName): Store<readonly Row[]> {
    const lists = this.#arriving.get(connectionId) ?? new Map<string, Store<readonly Row[]>>()
    this.#arriving.set(connectionId, lists)
    const store = lists.get(of) ?? createStore(this.#nothing)
    lists.set(of, store)
    return store
  }

  /** All rows. A page that fails fails the list: half a list is not a list. `maxPages` bounds what is read. */
  async readAll(
    name: ListName,
    readPage: (token: string | undefined) => Promise<PageOfRows<Row>>,
    maxPages = Infinity,
  ): Promise<{ rows: Row[]; isWhole: boolean }> {
    const soFar = this.arriving(name)
    const rows: Row[] = []
    let token: string | undefined
    let pages = 0
    soFar.set(this.#nothing)
    try {
      do {
        const page = await readPage(token)
        rows.push(...page.rows)
        token = page.nextToken
        pages += 1
        if (token !== undefined) soFar.set([...rows])
      } while (token !== undefined && pages < maxPages)
    } finally {
      soFar.set(this.#nothing)
    }
    return { rows, isWhole: token === undefined }
  }
}
