import { app, screen } from 'electron'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from '#contract/z'
import type { JsonFile } from '../lib/json-file.ts'
import { isReachable } from './reachable.ts'

export const windowStateSchema = z.object({
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .nullable(),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>
export const newWindowState: WindowState = { bounds: null, isMaximized: false }

/** The remembered place, if it can still be seen. */
export function findRememberedBounds(state: WindowState): Rectangle | undefined {
  if (state.bounds === null) return undefined
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  return isReachable(state.bounds, displays) ? state.bounds : undefined
}

/** Remembers place and size when the window closes, and when Weir quits, which closes no window by itself. */
export function rememberWindow(window: BrowserWindow, file: JsonFile<WindowState>): void {
  const remember = (): void => {
    file.set({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  window.on('close', remember)
  app.on('before-quit', remember)
  window.on('closed', () => app.off('before-quit', remember))
}
