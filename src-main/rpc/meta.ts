import type { AnyContractProcedure } from '@orpc/contract'
import { contract } from '#contract'
import type { FeedName, OperationMeta, OperationName } from '#contract'

export interface NamedProcedure {
  name: OperationName | FeedName
  service: string
  verb: string
  procedure: AnyContractProcedure
  meta: OperationMeta
}

/** The contract without its types: walked, not called. */
const services: Record<string, Record<string, AnyContractProcedure>> = contract

/** Every operation and feed of the contract, with its dotted name. */
export function listProcedures(): NamedProcedure[] {
  return Object.entries(services).flatMap(([service, verbs]) =>
    Object.entries(verbs).map(([verb, procedure]) => ({
      // A service's key joined with a verb's key is what the names are made of.
      name: `${service}.${verb}` as OperationName | FeedName,
      service,
      verb,
      procedure,
      // operation() and feed() give every procedure the whole of its meta; a test walks them all.
      meta: procedure['~orpc'].meta as OperationMeta,
    })),
  )
}
