import { isAws } from '#contract'
import type { Connection, Identity } from '#contract'
import { AppError, errorValue } from '../lib/app-error.ts'
import { fromAwsError, isMissingAction } from '../lib/aws-errors.ts'
import type { CallFacts } from '../lib/aws-errors.ts'
import { DisposableStore } from '../lib/disposables.ts'
import { agentOptions } from './agents.ts'
import { CallMeter } from './call-meter.ts'
import { CredentialPrompts } from './credential-prompts.ts'
import type { AskPerson } from './credential-prompts.ts'
import { obtainCredentials } from './credentials.ts'
import { SessionCredentials } from './session-credentials.ts'
import type { EmulatedService, SessionSettings } from './session-settings.ts'
import { watchedAgents } from './watched-agents.ts'

/**
 * Reads may be tried again by the SDK. Looks and changes never: one lost answer would send or strand twice. Nor polls:
 * they come round again by themselves, and whoever asks for fewer calls must not get three for one.
 */
export type CallPurpose = 'read' | 'poll' | 'change'
const attempts: Record<CallPurpose, number> = { read: 3, poll: 1, change: 1 }

/** How long one answer may take. A look waits 2 s at most by itself; 1 MiB over a slow line needs some more. */
export const requestTimeoutMs = 10_000
const connectionTimeoutMs = 3_000

const timeouts = {
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
  connectionTimeout: connectionTimeoutMs,
}

export type ClientSettings = ReturnType<Session['clientSettings']>

interface Destroyable {
  destroy(): void
}

interface OpenClient {
  client: Destroyable
  endpoint: string | undefined
}

/** Which emulator of the sandbox answers: by the name of a client (`kinesis`) or of an IAM action (`kinesis:PutRecord`). */
function serviceOf(name: string): EmulatedService {
  return name.startsWith('kinesis') ? 'kinesis' : 'sqs'
}

/** All that belongs to one connection while it is open: clients, meter, whatever else must end with it. */
export class Session {
  /** As it is saved now. Its place never changes: a connection that moves gets another session. */
  connection: Connection
  readonly meter: CallMeter
  readonly disposables = new DisposableStore()
  readonly credentials: SessionCredentials
  readonly #settings: SessionSettings
  readonly #prompts: AskPerson
  readonly #clients = new Map<string, OpenClient>()
  #hasEnded = false
  /** Who this is, from the last time it was asked; the journal names it. */
  identity: Identity | undefined

  constructor(connection: Connection, settings: SessionSettings) {
    this.connection = connection
    this.#settings = settings
    this.#prompts = settings.prompts ?? new CredentialPrompts()
    this.meter = new CallMeter(settings.clock)
    this.credentials = this.#openCredentials()
    // Added first, so it comes last: what else ends with the session may still need its clients.
    this.disposables.add(() => {
      this.#hasEnded = true
      this.#destroyClients()
      this.#prompts.drop(connection.id)
    })
  }

  /** Where calls go, those to Kinesis apart: see `endpointOf`. */
  get endpoint(): string | undefined {
    return this.endpointOf('sqs')
  }

  /** Where calls to a service go; undefined means AWS's own endpoint of the region. @throws endpoint-unreachable while the sandbox starts */
  endpointOf(service: EmulatedService): string | undefined {
    const endpoint = this.#findEndpoint(service)
    if (endpoint !== undefined || this.connection.target.kind !== 'sandbox') return endpoint
    throw new AppError('endpoint-unreachable', 'the sandbox is not running', {
      params: { endpoint: 'sandbox', message: 'sandbox' },
      retryable: true,
    })
  }

  /** Where calls go, as options of the AWS CLI. */
  get cliOptions(): Record<string, string> {
    return this.cliOptionsOf('sqs')
  }

  cliOptionsOf(service: EmulatedService): Record<string, string> {
    const { region, target } = this.connection
    const endpoint = this.endpointOf(service)
    return {
      region,
      ...(endpoint === undefined ? {} : { 'endpoint-url': endpoint }),
      ...(target.kind === 'profile' ? { profile: target.profile } : {}),
    }
  }

  /**
   * A client of this connection, made on first use and again when the endpoint has moved (a sandbox that was
   * started anew listens elsewhere).
   */
  client<C extends Destroyable>(
    name: string,
    purpose: CallPurpose,
    make: (settings: ClientSettings) => C,
  ): C {
    // What still runs of a connection that was edited or removed must not go on calling its old place.
    if (this.#hasEnded)
      throw new AppError('cancelled', 'the session has ended', { retryable: true })
    const service = serviceOf(name)
    const endpoint = this.endpointOf(service)
    const key = `${name} ${purpose}`
    const existing = this.#clients.get(key)
    // The key names the one maker of this client, so what is stored under it is what that maker made.
    if (existing !== undefined && existing.endpoint === endpoint) return existing.client as C
    existing?.client.destroy()
    const client = make(this.clientSettings(purpose, service))
    this.#clients.set(key, { client, endpoint })
    return client
  }

  /** Settings that every AWS client of this connection shares. */
  clientSettings(purpose: CallPurpose, service: EmulatedService = 'sqs') {
    const { region, caFile } = this.connection
    const endpoint = this.endpointOf(service)
    return {
      region,
      credentials: this.credentials.provider,
      maxAttempts: attempts[purpose],
      // Polls are many and alike, so their middleware is put together once, not for each call. All calls of an action
      // then share one context, which says nothing about one of them any more: nobody asks whether a poll was ever sent.
      cacheMiddleware: purpose === 'poll',
      requestHandler: { ...timeouts, ...watchedAgents(agentOptions({ endpoint, caFile })) },
      // So that neither AWS_ENDPOINT_URL nor the host in a queue URL decides where calls go and who sees their keys.
      ignoreConfiguredEndpointUrls: true,
      ...(endpoint === undefined ? {} : { endpoint }),
    }
  }

  /** Makes one call (the client counts its requests) and turns what it throws into an AppError that the status bar remembers. */
  async call<T>(facts: Omit<CallFacts, 'endpoint'>, run: () => Promise<T>): Promise<T> {
    const service = serviceOf(facts.iamAction)
    const endpoint = this.endpointOf(service) ?? `${this.connection.region}.amazonaws.com`
    try {
      this.credentials.assertNotEnded()
      return await run()
    } catch (thrown) {
      const error = fromAwsError(thrown, { ...facts, endpoint })
      if (error.code === 'credentials-expired') this.credentials.end(error)
      if (!isMissingAction(error)) this.meter.fail(facts.action, errorValue(error))
      throw error
    }
  }

  #openCredentials(): SessionCredentials {
    const { clock, vault } = this.#settings
    const credentials: SessionCredentials = new SessionCredentials({
      clock,
      obtain: () =>
        obtainCredentials({
          connection: this.connection,
          vault,
          askCode: (question) => this.#askCode(question),
          requestHandler: {
            ...timeouts,
            ...agentOptions({ endpoint: undefined, caFile: this.connection.caFile }),
          },
        }),
      onEnded: (error) => {
        // Who would not give a code knows; the menu asks again.
        if (error.code === 'cancelled') return
        this.#prompts.tellEnded(this.connection, error, () => {
          credentials.renew()
        })
      },
    })
    return credentials
  }

  /** A person who does not give the code is not asked again by the next poll, but when they say so. */
  async #askCode(question: { device: string; wasWrong: boolean }): Promise<string> {
    try {
      return await this.#prompts.askCode(this.connection, question)
    } catch (error) {
      if (error instanceof AppError && !this.#hasEnded) this.credentials.end(error)
      throw error
    }
  }

  #destroyClients(): void {
    for (const { client } of this.#clients.values()) client.destroy()
    this.#clients.clear()
  }

  #findEndpoint(service: EmulatedService): string | undefined {
    const { target } = this.connection
    if (isAws(target)) return undefined
    return target.kind === 'emulator'
      ? target.endpoint
      : this.#settings.findSandboxEndpoint(service)
  }
}
