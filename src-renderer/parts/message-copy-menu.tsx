import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { sendMessageCommand } from './aws-cli-command.ts'
import type { CliTarget } from './aws-cli-command.ts'
import { messageJson } from './message-json.ts'
import { javaScriptCode, pythonCode } from './sdk-code.ts'
import { useCopy } from './use-copy.ts'

interface MessageCopyMenuProps {
  message: Message
  target: CliTarget
  /** With what sends it to the queue again: as a command, as code. */
  mayResend: boolean
}

export function MessageCopyMenu({ message, target, mayResend }: MessageCopyMenuProps) {
  const { t } = useTranslation(['messages', 'common'])
  const { state, copy } = useCopy()
  const words = { idle: t('view.copy'), copied: t('common:copied'), refused: t('view.copyFailed') }
  const resending = [
    { label: t('view.copyCli'), text: () => sendMessageCommand(target, message) },
    { label: t('view.copyJavaScript'), text: () => javaScriptCode(target, message) },
    { label: t('view.copyPython'), text: () => pythonCode(target, message) },
  ]
  const items = [
    { label: t('view.copyBody'), text: () => message.body },
    { label: t('view.copyJson'), text: () => messageJson(message) },
    ...(mayResend ? resending : []),
    { label: t('view.copyId'), text: () => message.messageId },
  ]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={state === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words[state]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, text }) => (
          <Menu.Item
            key={label}
            onClick={() => {
              copy(text())
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
