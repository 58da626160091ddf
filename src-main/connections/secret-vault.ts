import { Buffer } from 'node:buffer'
import { AppError } from '../lib/app-error.ts'
import { openJsonFileLater } from '../lib/json-file.ts'
import type { JsonFile } from '../lib/json-file.ts'
import { z } from '#contract/z'

/** Where static keys are kept. Asynchronous, since a system may ask its user before it gives one out. */
export interface SecretVault {
  /** False where this system cannot encrypt: what is put in then lives until Weir quits. */
  isLasting(): Promise<boolean>
  /** Undefined when there is none. @throws secret-unavailable when there is one that cannot be read now */
  find(id: string): Promise<string | undefined>
  set(id: string, secret: string): Promise<void>
  remove(id: string): Promise<void>
}

/** The system's encryption; Electron's safeStorage on a desktop. */
export interface Cipher {
  isAvailable(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(sealed: Buffer): Promise<string>
}

const sealedSchema = z.object({ version: z.literal(1), sealed: z.record(z.string(), z.string()) })
type Sealed = z.infer<typeof sealedSchema>

export interface VaultOptions {
  folder: string
  cipher: Cipher
  nowMs(): number
  onSetAside(path: string): void
}

/**
 * Secrets in a file of their own, each sealed by the system. Without a system that seals they are kept in memory only,
 * and what an earlier, better day left in the file stays there: it is never deleted because it cannot be read.
 */
export class FileVault implements SecretVault {
  readonly #cipher: Cipher
  readonly #unsealed = new Map<string, string>()
  /** Most people have no static keys, and never need it. */
  readonly #file: JsonFile<Sealed>

  constructor(options: VaultOptions) {
    const { cipher, folder, nowMs, onSetAside } = options
    this.#cipher = cipher
    const initial: Sealed = { version: 1, sealed: {} }
    const shared = { folder, nowMs, onSetAside, initial }
    this.#file = openJsonFileLater({ ...shared, name: 'secrets', schema: sealedSchema })
  }

  isLasting(): Promise<boolean> {
    return this.#cipher.isAvailable()
  }

  async find(id: string): Promise<string | undefined> {
    const kept = this.#unsealed.get(id)
    if (kept !== undefined) return kept
    const sealed = this.#file.get().sealed[id]
    if (sealed === undefined) return undefined
    try {
      return await this.#cipher.decrypt(Buffer.from(sealed, 'base64'))
    } catch {
      // The cause may quote what it could not read.
      throw new AppError('secret-unavailable', 'the system did not give the secret out')
    }
  }

  async set(id: string, secret: string): Promise<void> {
    if (!(await this.#cipher.isAvailable())) {
      this.#unsealed.set(id, secret)
      return
    }
    const sealed = (await this.#cipher.encrypt(secret)).toString('base64')
    this.#change((all) => ({ ...all, [id]: sealed }))
    this.#unsealed.delete(id)
  }

  remove(id: string): Promise<void> {
    this.#unsealed.delete(id)
    if (this.#file.get().sealed[id] !== undefined) {
      this.#change((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== id)))
    }
    return Promise.resolve()
  }

  #change(change: (all: Sealed['sealed']) => Sealed['sealed']): void {
    this.#file.set({ version: 1, sealed: change(this.#file.get().sealed) })
  }
}
