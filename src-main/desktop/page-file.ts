import { join, normalize, sep } from 'node:path'

export const appScheme = 'app'
/** The page's origin. A standard scheme gives it one, so that storage and modules work. */
export const appOrigin = 'app://weir'

/** The page may run its own scripts and nothing else; it never touches the network. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * The file of the page that a URL names, or undefined for anything outside the page's folder. The URL parser folds
 * `..`, but not `%2e%2e%2f`, which decodes to it: so decode first, then normalise, then compare.
 */
export function findPageFile(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (`${appScheme}://${host}` !== appOrigin) return undefined
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined // a half percent sequence names no file
  }
  if (decoded.includes('\0')) return undefined
  const file = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  return file.startsWith(normalize(folder) + sep) ? file : undefined
}
