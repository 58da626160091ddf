import { framePainted } from '../lib/after-paint.ts'

/** Tells tests and the start benchmark that the shell stands on the screen. */
export function markPainted(): void {
  void framePainted().then(() => {
    document.documentElement.dataset['painted'] = 'shell'
  })
}
