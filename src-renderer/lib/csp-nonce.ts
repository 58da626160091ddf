/** Main writes a fresh nonce into the page it serves; whoever makes a style tag must put it there. */
export function cspNonce(): string {
  const meta = document.querySelector('meta[name="csp-nonce"]')
  return meta?.getAttribute('content') ?? ''
}
