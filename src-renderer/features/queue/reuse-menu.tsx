import { useState } from 'react'
import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { IconBookmark, IconCheck, IconChevronDown, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#contract'
import { usePageActions } from '../../lib/page-actions.ts'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { keptOf } from '../../parts/send-many/template-draft.ts'
import { SaveDialog } from '../../parts/send-many/template-dialogs.tsx'
import { useTemplates } from '../../parts/send-many/use-templates.ts'
import { useEditAndSend } from './use-edit-and-send.ts'

interface ReuseMenuProps {
  message: Message
  facts: QueueFacts
  memory: QueueMemory
}

function KeepDialog({ message, facts, onClose }: Omit<ReuseMenuProps, 'memory'> & CloseProps) {
  const kept = useTemplates()
  const save = async (name: string): Promise<void> => {
    if (await kept.save({ ...keptOf(message, facts.rules.type), name })) onClose(name)
  }
  return (
    <SaveDialog
      names={kept.templates.map(({ name }) => name)}
      suggested={facts.name}
      error={kept.error}
      onSave={(name) => void save(name)}
      onClose={onClose}
    />
  )
}

interface CloseProps {
  /** With the name it was saved under, if it was. */
  onClose: (savedAs?: string) => void
}

/** An open message as the beginning of another: edited and sent, here or where it came from, or kept. */
export function ReuseMenu(props: ReuseMenuProps) {
  const { message, facts } = props
  const { t } = useTranslation('send')
  const targets = useEditAndSend(props)
  const [isNaming, setNaming] = useState(false)
  const [savedAs, setSavedAs] = useState<string>()
  const keep = (): void => {
    setNaming(true)
  }
  usePageActions([
    ...targets.map(({ name, edit }, index) => ({
      label: t('reuse.editTo', { queue: name }),
      keys: index === 0 ? 'e' : undefined,
      run: edit,
    })),
    { label: t('reuse.keep'), run: keep },
  ])
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={savedAs === undefined ? <IconPencil size={14} /> : <IconCheck size={14} />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t(savedAs === undefined ? 'reuse.open' : 'reuse.kept')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {targets.map(({ queueUrl, name, edit }) => (
            <Menu.Item key={queueUrl} leftSection={<IconPencil size={14} />} onClick={edit}>
              {t('reuse.editTo', { queue: name })}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconBookmark size={14} />} onClick={keep}>
            {t('reuse.keep')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <VisuallyHidden role="status">
        {savedAs !== undefined && t('templates.savedAs', { name: savedAs })}
      </VisuallyHidden>
      {isNaming && (
        <KeepDialog
          message={message}
          facts={facts}
          onClose={(name) => {
            setNaming(false)
            setSavedAs(name)
          }}
        />
      )}
    </>
  )
}
