import { safeStorage } from 'electron'
import type { Cipher } from '../connections/secret-vault.ts'

/**
 * The system's own encryption of secrets. On Linux without a keyring Electron seals with a key that is the same on
 * every machine; that keeps nothing secret, so it counts as none.
 */
export const systemCipher: Cipher = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (sealed) => safeStorage.decryptString(sealed),
}
