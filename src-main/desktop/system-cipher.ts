import { safeStorage } from 'electron'
import type { Cipher } from '../connections/secret-vault.ts'

/** Older runtimes, such as the one that end-to-end tests may run on, seal only while everything waits. */
function canSealAsync(): boolean {
  return Reflect.has(safeStorage, 'isAsyncEncryptionAvailable')
}

/**
 * The system's own encryption of secrets. On Linux without a keyring Electron seals with a key that is the same on
 * every machine; that keeps nothing secret, so it counts as none.
 */
export const systemCipher: Cipher = {
  isAvailable: async () => {
    const isPlain =
      process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
    return !isPlain && canSealAsync() && (await safeStorage.isAsyncEncryptionAvailable())
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
}
