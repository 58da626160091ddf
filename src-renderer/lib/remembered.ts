/**
 * Small things of this machine's window that may be lost without harm: pane sizes, the last theme for the first
 * frame. What matters is kept by main.
 */
export function findRemembered(key: string): string | undefined {
  return localStorage.getItem(`weir.${key}`) ?? undefined
}

export function remember(key: string, value: string): void {
  localStorage.setItem(`weir.${key}`, value)
}
