import { useDeferredValue, useRef, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SCHEMA_MAX_BYTES } from '#contract'
import type { OutputOf, SchemaFacts } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { AttentionLine } from '../../parts/attention-line.tsx'
import { visibleText } from '../../parts/visible-text.ts'
import { CodeView } from '../../ui/code-view.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './schemas.module.css'

type Listed = OutputOf<'schemas.list'>

export interface SchemaDraft {
  name: string
  text: string
}

interface ChooseFileProps {
  onDraft: (draft: SchemaDraft) => void
  onRefused: (problem: 'tooLarge' | 'unreadable') => void
}

function ChooseFile({ onDraft, onRefused }: ChooseFileProps) {
  const { t } = useTranslation('schemas')
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File): Promise<void> => {
    try {
      const text = file.size > SCHEMA_MAX_BYTES ? undefined : await file.text()
      if (text === undefined) onRefused('tooLarge')
      else onDraft({ name: file.name, text })
    } catch {
      onRefused('unreadable') // deleted or changed meanwhile; it is said
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('editor.choose')}
        accept=".proto,.avsc,.json,.txt"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file !== undefined) void take(file)
          event.currentTarget.value = ''
        }}
      />
      <Button size="xs" variant="default" onClick={() => input.current?.click()}>
        {t('editor.choose')}
      </Button>
    </>
  )
}

/** What is in it, or what is wrong and where. */
function Told({ facts }: { facts: SchemaFacts }) {
  const { t } = useTranslation('schemas')
  const format = useFormat()
  const { problem, types } = facts
  const { line, detail = '' } = problem ?? {}
  return (
    <div className={styles.told} role="status">
      {problem !== undefined && (
        <AttentionLine>
          {line === undefined ? '' : `${t('editor.line', { line: format.number(line) })} `}
          {t(`problem.${problem.code}`, { detail: visibleText(detail) })}
        </AttentionLine>
      )}
      {types.length > 0 && (
        <ul className={styles.types} aria-label={t('editor.types')}>
          {types.map(({ name, fields }) => (
            <li key={name}>
              <code>{visibleText(name)}</code>{' '}
              <span className={styles.dim}>
                {t('editor.fields', { count: fields, n: format.number(fields) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Missing imports may be added next; all else is no schema. */
function isGood(facts: SchemaFacts | undefined): boolean {
  const { problem } = facts ?? {}
  return facts !== undefined && (problem === undefined || problem.code === 'import')
}

interface SchemaEditorProps {
  initial: SchemaDraft
  isNew: boolean
  onSaved: (listed: Listed, name: string) => void
  onRemove: () => void
}

/** One schema: pasted or from a file, checked while it is typed. */
export function SchemaEditor({ initial, isNew, onSaved, onRemove }: SchemaEditorProps) {
  const { t } = useTranslation('schemas')
  const format = useFormat()
  const wordError = useErrorWords()
  const [draft, setDraft] = useState(initial)
  const [refused, setRefused] = useState<'tooLarge' | 'unreadable'>()
  const { run, pending, error } = useOperation('schemas.save')
  const name = draft.name.trim()
  const checkedName = name === '' ? t('editor.unnamed') : name
  const text = useDeferredValue(draft.text)
  const isTooLarge = text.length > SCHEMA_MAX_BYTES
  const isWritten = text.trim() !== '' && !isTooLarge
  const { data: checked } = useQuery({
    ...read('schemas.check', { name: checkedName, text }),
    enabled: isWritten,
    gcTime: 0,
    placeholderData: (previous) => previous,
  })
  const facts = isWritten ? checked : undefined
  const isChanged = isNew || draft.text !== initial.text
  const mayBeSaved = name !== '' && isGood(facts) && isChanged && text === draft.text
  const save = async (): Promise<void> => {
    const outcome = await run({ name, text: draft.text })
    if (outcome.state === 'done') onSaved(outcome.output, name)
  }
  return (
    <section className={styles.editor} aria-label={isNew ? t('editor.new') : name}>
      <header className={styles.head}>
        <TextInput
          size="xs"
          w={130}
          aria-label={t('editor.name')}
          placeholder={t('editor.namePlaceholder')}
          value={draft.name}
          readOnly={!isNew}
          maxLength={200}
          onChange={({ currentTarget }) => {
            setDraft({ ...draft, name: currentTarget.value })
          }}
        />
        <ChooseFile
          onRefused={setRefused}
          onDraft={(chosen) => {
            setRefused(undefined)
            setDraft(isNew ? chosen : { ...draft, text: chosen.text })
          }}
        />
        <span className={styles.gap} />
        {!isNew && (
          <Button size="xs" variant="default" onClick={onRemove}>
            {t('editor.remove')}
          </Button>
        )}
        <Button size="xs" disabled={!mayBeSaved} loading={pending} onClick={() => void save()}>
          {t('editor.save')}
        </Button>
      </header>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {(refused === 'unreadable' || refused === 'tooLarge' || isTooLarge) && (
        <AttentionLine>
          {t(refused === 'unreadable' ? 'editor.unreadable' : 'editor.tooLarge', {
            max: format.bytes(SCHEMA_MAX_BYTES),
          })}
        </AttentionLine>
      )}
      <CodeView
        text={draft.text}
        language={/^\s*[[{"]/.test(draft.text) ? 'json' : 'text'}
        label={t('editor.text')}
        placeholder={t('editor.textPlaceholder')}
        onChange={(next) => {
          setDraft((now) => ({ ...now, text: next }))
        }}
      />
      {facts !== undefined && <Told facts={facts} />}
    </section>
  )
}
