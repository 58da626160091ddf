/** What a key press is called in the shortcut tables: `j`, `Enter`, `mod+k`, `?`. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

const LATIN = /^[\u0020-\u007e]$/

/** On a Korean keyboard the J key types ㅓ; a shortcut means the key, whatever it types. */
function plainKey({ key, code }: KeyPress): string {
  if (key.length > 1 || LATIN.test(key)) return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return letter.toLowerCase()
  return code === 'Slash' ? '/' : key
}

export function keyName(press: KeyPress): string {
  const key = plainKey(press)
  if (press.altKey) return `alt+${key}`
  return press.ctrlKey || press.metaKey ? `mod+${key.toLowerCase()}` : key
}
