import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { usePageActions } from '../lib/page-actions.ts'

interface NewButtonProps {
  label: string
  /** As the palette says it; the label where it says the same. */
  action?: string
  onOpen: () => void
}

/** The way to something new on this page: a button, its key and its place in the palette. */
export function NewButton({ label, action = label, onOpen }: NewButtonProps) {
  usePageActions([{ label: action, keys: 'n', run: onOpen }])
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={14} aria-hidden />}
      aria-keyshortcuts="n"
      onClick={onOpen}
    >
      {label}
    </Button>
  )
}
