/**
 * Tells tests and the start benchmark that the shell stands on the screen. The first frame callback runs before that
 * frame is painted, the second after it.
 */
export function markPainted(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      document.documentElement.dataset['painted'] = 'shell'
    })
  })
}
