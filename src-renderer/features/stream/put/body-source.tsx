import { useRef, useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { AttentionLine } from '../../../parts/attention-line.tsx'
import type { SendDraft } from '../../../parts/send-draft.ts'
import styles from './put.module.css'
import { readRecordFile } from './read-record-file.ts'

interface BodySourceProps {
  draft: SendDraft
  maximumBytes: number
  onDraft: (draft: SendDraft) => void
}

interface Refusal {
  key: 'tooLarge' | 'unreadable'
  name: string
}

/** What the body in the editor is, and a file to take it from. */
export function BodySource({ draft, maximumBytes, onDraft }: BodySourceProps) {
  const { t } = useTranslation('put')
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setRefusal(undefined)
    if (file.size > maximumBytes) {
      setRefusal({ key: 'tooLarge', name: file.name })
      return
    }
    try {
      onDraft({ ...draft, ...(await readRecordFile(file)) })
    } catch {
      setRefusal({ key: 'unreadable', name: file.name }) // deleted or changed meanwhile; it is said
    }
  }
  return (
    <div className={styles.source}>
      <SegmentedControl
        size="xs"
        aria-label={t('encoding.label')}
        data={[
          { value: 'text', label: t('encoding.text') },
          { value: 'base64', label: t('encoding.base64') },
        ]}
        value={draft.isBase64 ? 'base64' : 'text'}
        onChange={(value) => {
          onDraft({ ...draft, isBase64: value === 'base64' })
        }}
      />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('file.choose')}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        size="xs"
        title={t('file.hint')}
        onClick={() => input.current?.click()}
      >
        {t('file.choose')}
      </Button>
      {refusal !== undefined && (
        <AttentionLine>
          {t(`file.${refusal.key}`, { name: refusal.name, max: format.bytes(maximumBytes) })}
        </AttentionLine>
      )}
    </div>
  )
}
