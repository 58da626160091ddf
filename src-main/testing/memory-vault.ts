import type { SecretVault } from '../connections/secret-vault.ts'

/** A vault without a system behind it. */
export class MemoryVault implements SecretVault {
  readonly kept = new Map<string, string>()

  isLasting(): Promise<boolean> {
    return Promise.resolve(false)
  }

  find(id: string): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(id))
  }

  set(id: string, secret: string): Promise<void> {
    this.kept.set(id, secret)
    return Promise.resolve()
  }

  remove(id: string): Promise<void> {
    this.kept.delete(id)
    return Promise.resolve()
  }
}
