import { shell } from 'electron'
import type { WebContents } from 'electron'
import { isOutsideLink } from './outside-link.ts'

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
