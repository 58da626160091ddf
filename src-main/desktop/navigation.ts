import { shell } from 'electron'
import type { WebContents } from 'electron'

/** Links leave Weir only for the web, and only over TLS; `file:`, `javascript:` and the like go nowhere. */
export function isOutsideLink(url: string): boolean {
  try {
    return new URL(url).protocol === 'https:'
  } catch {
    return false // not a URL: nothing to open
  }
}

/** No new windows, no navigation, no embedded guests: the page is one page. */
export function restrictNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isOutsideLink(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
}
