import { randomUUID } from 'node:crypto'
import type { Connection, ConnectionId, CredentialPrompt, PromptAnswer } from '#contract'
import { AppError, errorValue } from '../lib/app-error.ts'

interface Waiting {
  prompt: CredentialPrompt
  answer(answer: PromptAnswer): void
}

/** How a session asks and tells a person. */
export type AskPerson = Pick<CredentialPrompts, 'askCode' | 'tellEnded' | 'drop'>

/** What main is waiting for a person to say about credentials. One question a connection, however many calls wait. */
export class CredentialPrompts {
  readonly #waiting = new Map<ConnectionId, Waiting>()
  readonly #listeners = new Set<() => void>()

  list(): CredentialPrompt[] {
    return [...this.#waiting.values()].map(({ prompt }) => prompt)
  }

  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @throws cancelled when the person does not want to say, or the connection is closed */
  askCode({ id, name }: Connection, question: { device: string; wasWrong: boolean }) {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const prompt = { kind: 'code', id: randomUUID(), connectionId: id, name, ...question } as const
    this.#show(prompt, (answer) => {
      if (answer.kind === 'code') resolve(answer.code)
      else reject(new AppError('cancelled', 'no code was given', { params: { reason: 'no-code' } }))
    })
    return promise
  }

  /** Tells that credentials have ended, until the person says that they are there again. */
  tellEnded({ id, name }: Connection, error: AppError, onAgain: () => void): void {
    const shown = { kind: 'ended', id: randomUUID(), connectionId: id, name } as const
    this.#show({ ...shown, error: errorValue(error) }, (answer) => {
      if (answer.kind === 'again') onAgain()
    })
  }

  /** @throws not-found when it was answered already or its connection is closed */
  answer(promptId: string, answer: PromptAnswer): void {
    const waiting = [...this.#waiting.values()].find(({ prompt }) => prompt.id === promptId)
    if (waiting === undefined) {
      throw new AppError('not-found', 'no such prompt', {
        params: { kind: 'prompt', name: promptId },
      })
    }
    this.#end(waiting, answer)
  }

  /** Takes back what is asked for a connection. */
  drop(connectionId: ConnectionId): void {
    const waiting = this.#waiting.get(connectionId)
    if (waiting !== undefined) this.#end(waiting, { kind: 'cancel' })
  }

  #show(prompt: CredentialPrompt, answer: Waiting['answer']): void {
    this.drop(prompt.connectionId)
    this.#waiting.set(prompt.connectionId, { prompt, answer })
    this.#changed()
  }

  #end({ prompt, answer }: Waiting, given: PromptAnswer): void {
    this.#waiting.delete(prompt.connectionId)
    answer(given)
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
