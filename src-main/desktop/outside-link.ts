/** Links leave Weir only for the web, and only over TLS; `file:`, `javascript:` and the like go nowhere. */
export function isOutsideLink(url: string): boolean {
  try {
    return new URL(url).protocol === 'https:'
  } catch {
    return false // not a URL: nothing to open
  }
}
