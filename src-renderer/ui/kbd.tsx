import styles from './kbd.module.css'

const IS_MAC = navigator.userAgent.includes('Mac')

const symbols: Readonly<Record<string, string>> = {
  mod: IS_MAC ? '⌘' : 'Ctrl',
  Enter: '⏎',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
}

function wordKey(key: string): string {
  if (/^[A-Z]$/.test(key)) return IS_MAC ? `⇧${key}` : `Shift+${key}`
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** One shortcut as keys: `mod+k`, `g q`, `?`. */
export function Kbd({ keys }: { keys: string }) {
  const presses = keys === ' ' ? [keys] : keys.split(' ')
  return (
    <span className={styles.sequence}>
      {presses.map((press) => (
        <kbd key={press} className={styles.key}>
          {press
            .split('+')
            .map(wordKey)
            .join(IS_MAC ? '' : '+')}
        </kbd>
      ))}
    </span>
  )
}
