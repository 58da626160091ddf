import { screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'

export const windowStateSchema = z.object({
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .nullable(),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>
export const newWindowState: WindowState = { bounds: null, isMaximized: false }

/** Pixels of the window that must be on some display, or it could not be dragged back. */
const visibleMargin = 100

/** True when enough of the window lies on one of the displays (which may have been unplugged since). */
export function isReachable(bounds: Rectangle, displays: readonly Rectangle[]): boolean {
  return displays.some((display) => {
    const width =
      Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x)
    const height =
      Math.min(bounds.y + bounds.height, display.y + display.height) - Math.max(bounds.y, display.y)
    return width >= visibleMargin && height >= visibleMargin
  })
}

/** The remembered place, if it can still be seen. */
export function findRememberedBounds(state: WindowState): Rectangle | undefined {
  if (state.bounds === null) return undefined
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  return isReachable(state.bounds, displays) ? state.bounds : undefined
}

/** Remembers place and size when the window closes. */
export function rememberWindow(window: BrowserWindow, file: JsonFile<WindowState>): void {
  window.on('close', () => {
    file.set({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
}
