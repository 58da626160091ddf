import type { AnyContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { contract } from './contract.ts'
import type { Effect } from './effect.ts'
import type { z } from './z.ts'

type Services = typeof contract
type Joined = {
  [S in keyof Services]: {
    [V in keyof Services[S] as `${S}.${Extract<V, string>}`]: Services[S][V]
  }
}[keyof Services]
type Merge<U> = (U extends unknown ? (member: U) => void : never) extends (all: infer A) => void
  ? A
  : never
type All = Merge<Joined>

type IsFeed = { params: z.ZodType }

/** `queues.list` and so on: one question with one answer. */
export type OperationName = {
  [N in keyof All]: All[N] extends IsFeed ? never : N
}[keyof All]
/** `queues.watch` and so on: a live sequence. */
export type FeedName = { [N in keyof All]: All[N] extends IsFeed ? N : never }[keyof All]
/** Operations that touch nothing or only read: the only ones that may be used as queries. */
export type QueryName = {
  [N in OperationName]: All[N] extends { effect: infer E extends Effect }
    ? E extends 'local' | 'read'
      ? N
      : never
    : never
}[OperationName]

type Procedure<N extends OperationName | FeedName> = All[N] extends AnyContractProcedure
  ? All[N]
  : never
type SchemaOf<
  N extends OperationName | FeedName,
  K extends 'inputSchema' | 'outputSchema',
> = NonNullable<Procedure<N>['~orpc'][K]>

export type InputOf<N extends OperationName> = InferSchemaInput<SchemaOf<N, 'inputSchema'>>
export type OutputOf<N extends OperationName> = InferSchemaOutput<SchemaOf<N, 'outputSchema'>>
export type FeedParams<N extends FeedName> = All[N] extends { params: infer P extends z.ZodType }
  ? z.input<P>
  : never
export type FeedItem<N extends FeedName> =
  InferSchemaOutput<SchemaOf<N, 'outputSchema'>> extends AsyncIterator<infer T> ? T : never

/** Input after parsing (branded), as a handler gets it; and an answer as a handler may give it (brands not needed). */
export type ParsedInput<N extends OperationName> = InferSchemaOutput<SchemaOf<N, 'inputSchema'>>
export type AnswerOf<N extends OperationName> = InferSchemaInput<SchemaOf<N, 'outputSchema'>>
export type ParsedParams<N extends FeedName> = All[N] extends { params: infer P extends z.ZodType }
  ? z.output<P>
  : never
