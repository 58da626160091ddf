/** Whether anybody can see a window. While not, its feeds begin no round, whatever credit the page had set. */
export class Seen {
  #isSeen = true
  #wake: (() => void)[] = []

  set(isSeen: boolean): void {
    this.#isSeen = isSeen
    if (isSeen) for (const wake of this.#wake.splice(0)) wake()
  }

  /** Resolves at once while the window is seen, else when it is again or the signal aborts. */
  async whenSeen(signal: AbortSignal): Promise<void> {
    while (!this.#isSeen && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve)
        signal.addEventListener('abort', () => {
          resolve()
        })
      })
    }
  }
}
