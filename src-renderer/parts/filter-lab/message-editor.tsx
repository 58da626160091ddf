import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { useStore } from '../../lib/store.ts'
import { CodeView } from '../../ui/code-view.tsx'
import { AttributeEditor } from '../attribute-editor.tsx'
import styles from './filter-lab.module.css'
import { keepDraft } from './lab-memory.ts'
import type { LabMemory } from './lab-memory.ts'

const noProblems = [] as const
const noWords = (): string => ''

/** The message that is judged: its body and its attributes. Nothing is sent. */
export function MessageEditor({ memory }: { memory: LabMemory }) {
  const { t } = useTranslation('filters')
  const format = useFormat()
  const draft = useStore(memory.draft)
  const kept = useStore(memory.kept)
  const isEmpty = draft.body === '' && draft.attributes.length === 0
  return (
    <section className={styles.part} aria-label={t('message.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('message.title')}</h2>
        <span className={styles.dim}>{t('message.note')}</span>
        <span className={styles.gap} />
        <span className={styles.dim} role="status">
          {kept.length > 0 &&
            t('message.kept', { count: kept.length, n: format.number(kept.length) })}
        </span>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={isEmpty}
          title={isEmpty ? t('message.keepWhy') : t('message.keepHint')}
          onClick={() => {
            keepDraft(memory)
          }}
        >
          {t('message.keep')}
        </Button>
      </header>
      <div className={styles.message}>
        <div className={styles.body}>
          <CodeView
            text={draft.body}
            language="json"
            label={t('message.body')}
            placeholder={t('message.bodyPlaceholder')}
            onChange={(body) => {
              memory.draft.set({ ...memory.draft.get(), body })
            }}
          />
        </div>
        <div className={styles.attributes}>
          <AttributeEditor
            attributes={draft.attributes}
            problems={noProblems}
            wordProblem={noWords}
            onAttributes={(attributes) => {
              memory.draft.set({ ...memory.draft.get(), attributes })
            }}
          />
        </div>
      </div>
    </section>
  )
}
