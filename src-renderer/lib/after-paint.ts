/** A window that is hidden paints no frame; what only wants to stay out of the way must not wait for one for ever. */
const PATIENCE_MS = 500

/** Resolves when the frame being made is on the screen: the first callback runs before it is painted, the second after. */
export function framePainted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        resolve()
      })
    })
  })
}

/** For work that can wait until something is to be seen. */
export function afterPaint(): Promise<void> {
  const patience = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MS)
  })
  return Promise.race([framePainted(), patience])
}
