import { BrowserWindow, nativeTheme } from 'electron'
import type { JsonFile } from '../lib/json-file.ts'
import { restrictNavigation } from './navigation.ts'
import { findRememberedBounds, rememberWindow } from './window-state.ts'
import type { WindowState } from './window-state.ts'

export interface WindowOptions {
  pageUrl: string
  preload: string
  state: JsonFile<WindowState>
}

/** The page's own backgrounds, so that nothing flashes before it paints. */
const background = { dark: '#16181b', light: '#ffffff' }

/** Opens the window: the page is sandboxed, isolated and has no Node. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const state = options.state.get()
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...findRememberedBounds(state),
    minWidth: 880,
    minHeight: 560,
    title: 'Weir',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (state.isMaximized) window.maximize()
  window.setMenuBarVisibility(false)
  rememberWindow(window, options.state)
  restrictNavigation(window.webContents)
  void window.loadURL(options.pageUrl)
  return window
}
