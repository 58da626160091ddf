import { isAws } from '#contract'
import type { Session } from './session.ts'

/** Where the connection names none: on AWS each call is billed; on this machine a call costs nobody anything. */
const awsBudgetPerMinute = 600

/** Calls a minute that polling may use; undefined is without limit. */
export function callBudget({ connection }: Session): number | undefined {
  return connection.budget ?? (isAws(connection.target) ? awsBudgetPerMinute : undefined)
}
