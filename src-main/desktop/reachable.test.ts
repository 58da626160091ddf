import { expect, it } from 'vitest'
import { isReachable } from './reachable.ts'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const window = { x: 100, y: 100, width: 1280, height: 800 }

it.each([
  [true, window, [display]],
  [false, { ...window, x: 1900 }, [display]],
  [true, { ...window, x: 1820 }, [display]],
  [false, { ...window, y: -760 }, [display]],
  [false, { ...window, x: 3000 }, [display]],
  [true, { ...window, x: 3000 }, [display, { ...display, x: 1920 }]],
  [false, window, []],
])('%s for %o on %o', (reachable, bounds, displays) => {
  expect(isReachable(bounds, displays)).toBe(reachable)
})
