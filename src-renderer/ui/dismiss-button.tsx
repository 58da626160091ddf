import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

interface DismissButtonProps {
  /** What goes: "Dismiss", "Remove the file". */
  label: string
  disabled?: boolean
  onClick: () => void
}

/** The small cross that takes something off the screen. */
export function DismissButton({ label, disabled = false, onClick }: DismissButtonProps) {
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <IconX size={14} aria-hidden />
    </ActionIcon>
  )
}
