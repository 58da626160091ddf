import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { usePageActions } from '../lib/page-actions.ts'
import { Kbd } from './kbd.tsx'
import styles from './search-field.module.css'

interface SearchFieldProps {
  /** What is searched; also what the palette calls it. */
  label: string
  value: string
  onChange: (text: string) => void
  className?: string | undefined
}

/** From the search into what it found: the table takes the key as if it had been pressed there. */
function handToTable(event: KeyboardEvent): void {
  const table = document.querySelector<HTMLElement>('[role="grid"]')
  if (table === null) return
  event.preventDefault()
  table.focus()
  table.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
}

/** Searches the list of its page: `/` goes there, the down arrow or Enter into the list, Escape empties it and then leaves. */
export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  usePageActions([{ label, keys: '/', run: () => field.current?.select() }])
  return (
    <TextInput
      ref={field}
      type="search"
      size="xs"
      className={className}
      classNames={{ input: styles.input }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} stroke={1.5} />}
      rightSection={value === '' ? <Kbd keys="/" /> : undefined}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        // A word that is being composed ends with Enter, too.
        const isEnter = event.key === 'Enter' && !event.nativeEvent.isComposing
        if (event.key === 'ArrowDown' || isEnter) handToTable(event)
        if (event.key !== 'Escape') return
        if (value === '') event.currentTarget.blur()
        else onChange('')
      }}
    />
  )
}
