import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, TextInput } from '@mantine/core'
import { Dialog } from '../ui/dialog.tsx'
import styles from './name-dialog.module.css'

interface NameDialogProps {
  words: {
    title: string
    label: string
    verb: string
    /** Of a name that is there already. */
    taken: string
    /** Absent where a name that is there already cannot be given. */
    replace?: string
  }
  names: readonly string[]
  suggested: string
  /** Why the last one could not be kept. */
  problem: ReactNode
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks for a name under which something is kept, and says where it is taken. */
export function NameDialog({ words, names, suggested, problem, onSave, onClose }: NameDialogProps) {
  const [typed, setTyped] = useState(suggested)
  const name = typed.trim()
  const isThere = names.includes(name)
  const isGood = name !== '' && (!isThere || words.replace !== undefined)
  return (
    <Dialog title={words.title} width={440} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isGood) onSave(name)
        }}
      >
        <TextInput
          data-autofocus
          label={words.label}
          value={typed}
          maxLength={100}
          description={isThere ? words.taken : undefined}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
          }}
        />
        {problem}
        <Button type="submit" disabled={!isGood}>
          {isThere ? (words.replace ?? words.verb) : words.verb}
        </Button>
      </form>
    </Dialog>
  )
}
