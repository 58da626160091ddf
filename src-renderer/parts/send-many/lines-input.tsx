import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SEND_MAX_CHARACTERS } from '#contract'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../attention-line.tsx'
import { CodeView } from '../../ui/code-view.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import type { LinesSource } from './lines-source.ts'
import { noLines } from './lines-source.ts'
import styles from './send-many.module.css'
import type { SendTo } from './send-place.ts'

interface LinesInputProps {
  kind: SendTo['kind']
  source: LinesSource
  onSource: (source: LinesSource) => void
}

type Refusal = { key: 'unreadable' | 'tooLarge'; name: string }

function useReadFile(onSource: LinesInputProps['onSource']) {
  const [refusal, setRefusal] = useState<Refusal>()
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setRefusal(undefined)
    // A character is a byte at least, and four at most.
    if (file.size > SEND_MAX_CHARACTERS * 4) {
      setRefusal({ key: 'tooLarge', name: file.name })
      return
    }
    try {
      onSource({ text: await file.text(), fileName: file.name })
    } catch {
      setRefusal({ key: 'unreadable', name: file.name }) // deleted or changed meanwhile; it is said
    }
  }
  return { refusal, readFile: (file: File | undefined) => void readFile(file) }
}

function ChooseFile({ onFile }: { onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation('send')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('file.choose')}
        accept=".ndjson,.jsonl,.json,.txt"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {t('file.choose')}
      </Button>
      <span className={styles.hint}>{t('file.drop')}</span>
    </>
  )
}

function Chosen({ source, onSource }: Omit<LinesInputProps, 'kind'>) {
  const { t } = useTranslation('send')
  const format = useFormat()
  const { fileName = '', text } = source
  return (
    <span className={styles.chosen}>
      <IconFileText size={14} aria-hidden />
      {t('file.chosen', { name: fileName, size: format.bytes(text.length) })}
      <DismissButton
        label={t('file.remove')}
        onClick={() => {
          onSource(noLines)
        }}
      />
    </span>
  )
}

/** Lines typed or pasted here, or a file chosen or dropped. */
export function LinesInput({ kind, source, onSource }: LinesInputProps) {
  const { t } = useTranslation('send')
  const format = useFormat()
  const { refusal, readFile } = useReadFile(onSource)
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    readFile(event.dataTransfer.files[0])
  }
  return (
    <section
      aria-label={t('file.label')}
      className={styles.lines}
      onDragOver={(event) => {
        event.preventDefault()
      }}
      onDrop={onDrop}
    >
      <header className={styles.head}>
        {source.fileName === undefined ? (
          <ChooseFile onFile={readFile} />
        ) : (
          <Chosen source={source} onSource={onSource} />
        )}
        {refusal !== undefined && (
          <AttentionLine>
            {t(`file.${refusal.key}`, {
              name: refusal.name,
              max: format.bytes(SEND_MAX_CHARACTERS),
            })}
          </AttentionLine>
        )}
      </header>
      {source.fileName === undefined && (
        <CodeView
          text={source.text}
          language="json"
          label={t('file.label')}
          placeholder={'{ }'}
          onChange={(text) => {
            onSource({ text })
          }}
        />
      )}
      <p className={styles.note}>{t(`file.hint.${kind}`)}</p>
    </section>
  )
}
