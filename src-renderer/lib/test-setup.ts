import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/react'
import { startI18n } from './i18n.ts'

/** jsdom lays nothing out: without a size the virtualizer would show no row. */
const SIZE = { width: 1200, height: 600 }

class StillObserver {
  observe(): void {
    // Sizes never change here.
  }
  unobserve(): void {
    // See observe.
  }
  disconnect(): void {
    // See observe.
  }
}

function sized(name: 'clientWidth' | 'clientHeight', value: number): void {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
}

sized('clientWidth', SIZE.width)
sized('clientHeight', SIZE.height)
globalThis.ResizeObserver = StillObserver
// A text area that grows with its text measures again when fonts have come; here none ever do.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })
Element.prototype.scrollTo = () => undefined
Element.prototype.scrollIntoView = () => undefined
function stillMedia(media: string): MediaQueryList {
  const state = { media, matches: false, onchange: null }
  // Lacks only the deprecated half of the interface, which nobody calls.
  return Object.assign(new EventTarget(), state) as unknown as MediaQueryList
}
window.matchMedia = stillMedia

// Ends what never comes; two busy cores are no reason to fail.
configure({ asyncUtilTimeout: 10_000 })
startI18n('en')
afterEach(cleanup)
