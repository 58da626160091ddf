import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol, session } from 'electron'
import { appScheme, contentSecurityPolicy, findPageFile } from './page-file.ts'

const types: Partial<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Must run before `ready`: later it is ignored and no `app://` window opens. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

async function answer(folder: string, url: string): Promise<Response> {
  const file = findPageFile(folder, url)
  const type = file === undefined ? undefined : types[extname(file)]
  if (file === undefined || type === undefined) return new Response('not found', { status: 404 })
  let content: Buffer
  try {
    content = await readFile(file)
  } catch {
    return new Response('not found', { status: 404 }) // asked for by the page, so its own log will name it
  }
  const nonce = randomBytes(16).toString('base64')
  const isPage = file.endsWith('.html')
  const body = isPage
    ? content.toString('utf8').replaceAll('__CSP_NONCE__', nonce)
    : new Uint8Array(content)
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    // Built file names carry a hash, so they may be kept; the page itself carries a nonce and may not.
    'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable',
  }
  return new Response(body, { headers })
}

/** Serves the built page. */
export function serveApp(folder: string): void {
  session.defaultSession.protocol.handle(appScheme, (request) => answer(folder, request.url))
}
