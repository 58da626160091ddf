import { useTranslation } from 'react-i18next'
import { MessageView } from '../../parts/message-view.tsx'
import { ReuseMenu } from './reuse-menu.tsx'
import styles from './messages-tab.module.css'
import type { QueueFacts } from './queue-facts.ts'
import type { QueueMemory } from './queue-memory.ts'
import { useEndpoint } from './use-endpoint.ts'
import { useKept } from './use-kept.ts'

interface OpenMessageProps {
  facts: QueueFacts
  memory: QueueMemory
}

/** The message that is selected, or how to select one. */
export function OpenMessage({ facts, memory }: OpenMessageProps) {
  const { t } = useTranslation('messages')
  const selectedId = useKept(memory.selectedId)
  const endpoint = useEndpoint(facts.connection)
  if (selectedId === undefined) {
    return (
      <div className={styles.none}>
        {t('view.none')}
        <br />
        {t('view.noneHint')}
      </div>
    )
  }
  const { connection, queueUrl, maxReceiveCount } = facts
  return (
    <MessageView
      messageId={selectedId}
      target={{ connection, queueUrl, endpoint }}
      maxReceiveCount={maxReceiveCount}
      actions={(message) =>
        // What may not be what was sent must not begin another message.
        message.damage === undefined && (
          <ReuseMenu message={message} facts={facts} memory={memory} />
        )
      }
    />
  )
}
