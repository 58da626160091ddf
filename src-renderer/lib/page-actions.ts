import { useEffect, useEffectEvent, useId } from 'react'
import { createStore } from './store.ts'
import type { Readable } from './store.ts'
import { useKeys } from './use-keys.ts'

/** Something that can be done on the page that is shown: in the palette, in the key sheet, and by its key. */
export interface PageAction {
  /** The verb and what it acts on: "Look into orders-dlq". */
  label: string
  /** As `useKeys` takes them. */
  keys?: string | undefined
  /** Why it cannot be done now, in words; it is then shown and does nothing. */
  disabled?: string | undefined
  run: () => void
}

/** One part's actions, as long as it is shown. */
interface Offer {
  owner: string
  actions: readonly PageAction[]
}

const offers = createStore<readonly Offer[]>([])

/** What the parts of the page that are shown now offer, in the order in which they came. */
export const offeredActions: Readable<readonly Offer[]> = offers

function without(owner: string): readonly Offer[] {
  return offers.get().filter((offer) => offer.owner !== owner)
}

function keyMap(actions: readonly PageAction[]): Record<string, () => void> {
  const usable = actions.filter(
    ({ keys, disabled }) => keys !== undefined && disabled === undefined,
  )
  return Object.fromEntries(usable.map(({ keys = '', run }) => [keys, run]))
}

/** Offers a page's actions while it is shown, and listens to their keys. */
export function usePageActions(actions: readonly PageAction[]): void {
  const owner = useId()
  useKeys(keyMap(actions))
  const findNow = useEffectEvent((index: number) => actions[index])
  // What the palette shows depends on these words alone; what runs is always the newest.
  const shown = JSON.stringify(actions.map(({ label, keys, disabled }) => [label, keys, disabled]))
  const offer = useEffectEvent((): Offer => {
    const offered = actions.map((action, index) => ({
      ...action,
      run: () => {
        findNow(index)?.run()
      },
    }))
    return { owner, actions: offered }
  })
  useEffect(() => {
    offers.set([...without(owner), offer()])
    return () => {
      offers.set(without(owner))
    }
  }, [owner, shown])
}
