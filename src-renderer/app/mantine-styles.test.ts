import { expect, it } from 'vitest'
import styles from './mantine-styles.ts?raw'

const sources = import.meta.glob<string>(['../**/*.tsx', '!../**/*.test.tsx'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Made of other parts, or of nothing that is seen. */
const styleless = new Set([
  'CopyButton',
  'MantineProvider',
  'NativeSelect',
  'Select',
  'TextInput',
  'Textarea',
])

function usedParts(): string[] {
  const imports = Object.values(sources).flatMap((source) => [
    ...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ])
  const names = imports.flatMap((match) => (match[1] ?? '').match(/\b[A-Z]\w+/g) ?? [])
  return [...new Set(names)].filter((name) => !styleless.has(name)).sort()
}

it('lists the styles of every part of Mantine that is used', () => {
  expect(usedParts().length).toBeGreaterThan(5)
  const missing = usedParts().filter((name) => !styles.includes(`/${name}.css'`))
  expect(missing).toEqual([])
  expect(styles).toContain('/Combobox.css')
})
