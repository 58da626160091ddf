/** What is asked about a sender; a part of Electron's event, so that a test can make one. */
export interface Sender {
  contentsId: number
  isMainFrame: boolean
  origin: string
}

/** Why a sender is refused, or undefined: known window, main frame, own origin. */
export function findRefusal(
  sender: Sender,
  windows: ReadonlySet<number>,
  origins: readonly string[],
): string | undefined {
  if (!windows.has(sender.contentsId)) return 'unknown window'
  if (!sender.isMainFrame) return 'not the main frame'
  if (!origins.includes(sender.origin)) return 'foreign origin'
  return undefined
}
