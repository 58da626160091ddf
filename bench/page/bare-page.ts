import { timeCalls } from './time-calls.ts'

declare global {
  interface Window {
    /** Of the bare app's preload. */
    bare: { getSettings(): Promise<unknown> }
  }
}

export const measure = (calls: number): Promise<number> =>
  timeCalls(calls, () => window.bare.getSettings())
