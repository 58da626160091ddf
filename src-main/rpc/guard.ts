import { confirmationSchema } from '#contract'
import type { Connection, ConnectionId, Effect, GuardLevel } from '#contract'
import { AppError } from '../lib/app-error.ts'
import type { Confirmations } from './confirmations.ts'

/** How the guard learns of a connection; filled by compose. @throws not-found */
export type GetConnection = (id: ConnectionId) => Connection

export interface GuardedCall {
  operation: string
  effect: Effect
  input: Record<string, unknown>
}

const rank: Record<GuardLevel, number> = { 'read-only': 0, look: 1, confirm: 2, open: 3 }
const needs: Record<Effect, GuardLevel> = {
  local: 'read-only',
  read: 'read-only',
  look: 'look',
  write: 'confirm',
  destroy: 'confirm',
}

function mustConfirm(effect: Effect, level: GuardLevel): boolean {
  return effect === 'destroy' || (effect === 'write' && level === 'confirm')
}

/** The one place that decides whether an operation may run; asked for every call, whoever makes it. */
export class Guard {
  readonly #getConnection: GetConnection
  readonly #confirmations: Confirmations

  constructor(getConnection: GetConnection, confirmations: Confirmations) {
    this.#getConnection = getConnection
    this.#confirmations = confirmations
  }

  /** @throws guarded, with what would let the call through */
  check(call: GuardedCall, connectionId: ConnectionId): void {
    const connection = this.#getConnection(connectionId)
    this.#checkLevel(call, connection)
    if (mustConfirm(call.effect, connection.guard)) this.#checkConfirmation(call, connection)
  }

  #checkLevel(call: GuardedCall, connection: Connection): void {
    const needed = needs[call.effect]
    if (rank[connection.guard] >= rank[needed]) return
    throw new AppError('guarded', `${call.operation} needs guard level ${needed}`, {
      params: { connection: connection.name, level: connection.guard, needs: needed },
      refusal: { reason: 'level', level: connection.guard, needs: needed },
    })
  }

  #checkConfirmation(call: GuardedCall, connection: Connection): void {
    const given = confirmationSchema.safeParse(call.input['confirmation'])
    if (given.success && this.#confirmations.accepts(call.operation, call.input, given.data)) return
    const isProduction = connection.environment === 'production'
    const typedName = call.effect === 'destroy' && isProduction ? connection.name : undefined
    const token = this.#confirmations.ask(call.operation, call.input, typedName)
    throw new AppError('guarded', `${call.operation} must be confirmed`, {
      params: { connection: connection.name },
      refusal: { reason: 'confirm', token, ...(typedName === undefined ? {} : { typedName }) },
    })
  }
}
