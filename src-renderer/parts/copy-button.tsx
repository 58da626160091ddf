import { ActionIcon } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCopy } from './use-copy.ts'

interface CopyButtonProps {
  text: string
  /** What is copied, for the tooltip: "Copy message id". */
  label: string
}

const icons = { idle: IconCopy, copied: IconCheck, refused: IconX } as const

/** A small button beside a value. The icon turns into a tick, and the label into "Copied". */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation(['messages', 'common'])
  const { state, copy } = useCopy()
  const Icon = icons[state]
  const words = { idle: label, copied: t('common:copied'), refused: t('view.copyFailed') }
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={words[state]}
      title={words[state]}
      onClick={() => {
        copy(text)
      }}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
}
