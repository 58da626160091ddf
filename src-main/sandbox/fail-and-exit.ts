import { systemClock } from '../lib/clock.ts'
import type { ParentLink } from './parent-link.ts'

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Tells the parent first; a message still on its way when the process ends would be lost. */
export async function failAndExit(link: ParentLink, error: unknown): Promise<never> {
  link.send({ type: 'failed', reason: reasonOf(error) })
  await systemClock.sleep(100)
  process.exit(1)
}
