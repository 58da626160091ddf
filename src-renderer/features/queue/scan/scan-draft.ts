import type { InputOf, ScanMode } from '#contract'
import { IN_FLIGHT_LIMIT, IN_FLIGHT_SHARE } from '#contract'

export type PlanInput = InputOf<'scans.estimate'>['plan']

/** How a scan is to be made, as the form has it. */
export interface ScanDraft {
  mode: ScanMode
  /** Empty: the suggested one. */
  name: string
  inFlightBudget: number
  whenFull: 'stop' | 'slide'
  whenLeft: 'stop' | 'go-on'
  concurrency: number
  maxMessages: number | undefined
  maxSeconds: number | undefined
  maxCalls: number | undefined
}

/** As the contract has it by default. */
const CONCURRENCY = 8

export const newScanDraft: ScanDraft = {
  ...{ mode: 'scan', name: '', inFlightBudget: IN_FLIGHT_LIMIT * IN_FLIGHT_SHARE },
  ...{ whenFull: 'stop', whenLeft: 'stop', concurrency: CONCURRENCY },
  ...{ maxMessages: undefined, maxSeconds: undefined, maxCalls: undefined },
}

export function toPlan({ name: _name, ...plan }: ScanDraft): PlanInput {
  return plan
}
