import type { AwsCredentialIdentity } from '@smithy/types'
import type { Clock } from '../lib/clock.ts'
import type { AppError } from '../lib/app-error.ts'

/** Asked for anew this long before they end, so that no call is signed with what ends on its way. */
const renewBeforeMs = 5 * 60_000

/**
 * The credentials of one session, asked for once however many calls wait for them. Once they have ended, or a person
 * would not give a code, nothing is asked and no call is made until they are renewed.
 */
export class SessionCredentials {
  readonly #obtain: () => Promise<AwsCredentialIdentity>
  readonly #clock: Clock
  readonly #onEnded: (error: AppError) => void
  #pending: Promise<AwsCredentialIdentity> | undefined
  #expiresAtMs = Number.POSITIVE_INFINITY
  #ended: AppError | undefined
  #renewal = new AbortController()

  constructor(parts: SessionCredentialParts) {
    this.#obtain = parts.obtain
    this.#clock = parts.clock
    this.#onEnded = parts.onEnded
  }

  /** For SDK clients, which must not keep credentials of their own: they would go on using what has ended. */
  readonly provider = Object.assign(() => this.get(), { memoized: true })

  get hasEnded(): boolean {
    return this.#ended !== undefined
  }

  /** Aborts at the next renewal: what waits because they have ended need wait no longer. */
  get renewal(): AbortSignal {
    return this.#renewal.signal
  }

  /** @throws whatever ended them, until they are renewed */
  assertNotEnded(): void {
    if (this.#ended !== undefined) throw this.#ended
  }

  get(): Promise<AwsCredentialIdentity> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    if (this.#expiresAtMs - renewBeforeMs <= this.#clock.now()) this.#forget()
    this.#pending ??= this.#ask()
    return this.#pending
  }

  /** AWS or their source says that they have ended. Told once, however many calls say so. */
  end(error: AppError): void {
    if (this.#ended !== undefined) return
    this.#ended = error
    this.#forget()
    this.#onEnded(error)
  }

  /** Somebody says that they are there again. */
  renew(): void {
    this.#ended = undefined
    this.#forget()
    this.#renewal.abort()
    this.#renewal = new AbortController()
  }

  async #ask(): Promise<AwsCredentialIdentity> {
    try {
      const credentials = await this.#obtain()
      this.#expiresAtMs = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY
      return credentials
    } catch (error) {
      // What failed may succeed next time.
      this.#forget()
      throw error
    }
  }

  #forget(): void {
    this.#pending = undefined
    this.#expiresAtMs = Number.POSITIVE_INFINITY
  }
}

export interface SessionCredentialParts {
  obtain: () => Promise<AwsCredentialIdentity>
  clock: Clock
  onEnded: (error: AppError) => void
}
