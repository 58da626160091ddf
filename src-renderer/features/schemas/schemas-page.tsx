import { useState } from 'react'
import type { ComponentProps } from 'react'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBraces } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf, SchemaFacts } from '#contract'
import { useConfirm } from '../../api/confirm.ts'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useSchemas } from '../../parts/use-schemas.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { SchemaEditor } from './schema-editor.tsx'
import { SchemaRules } from './schema-rules.tsx'
import styles from './schemas.module.css'

/** A schema by its name, or one that is being added. */
type Selection = { name: string } | 'new' | undefined

interface RowProps {
  schema: SchemaFacts
  isSelected: boolean
  onSelect: () => void
}

function SchemaRow({ schema, isSelected, onSelect }: RowProps) {
  const { t } = useTranslation('schemas')
  const format = useFormat()
  const { name, kind, types, problem } = schema
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={isSelected ? 'true' : undefined}
        onClick={onSelect}
      >
        <span className={styles.name}>{name}</span>
        {problem !== undefined && (
          <span className={styles.bad}>
            <IconAlertTriangle size={12} aria-hidden />
            {t('list.lacking', { detail: problem.detail ?? '' })}
          </span>
        )}
        <span className={styles.dim}>{t(`kind.${kind}`)}</span>
        <span className={styles.dim}>
          {t('list.types', { count: types.length, n: format.number(types.length) })}
        </span>
      </button>
    </li>
  )
}

interface OpenedProps {
  name: string
  onSaved: ComponentProps<typeof SchemaEditor>['onSaved']
  onRemove: () => void
}

function Opened({ name, onSaved, onRemove }: OpenedProps) {
  const wordError = useErrorWords()
  const opened = useQuery({ ...read('schemas.get', { name }), gcTime: 0, staleTime: 0 })
  const retry = (): void => void opened.refetch()
  if (opened.error !== null) return <ErrorNotice words={wordError(opened.error)} onRetry={retry} />
  if (opened.data === undefined || opened.isFetching) return <SkeletonRows count={8} />
  return <SchemaEditor initial={opened.data} isNew={false} onSaved={onSaved} onRemove={onRemove} />
}

function useRemove(onRemoved: ReturnType<typeof useSchemas>['keep']) {
  const { t } = useTranslation('schemas')
  const confirm = useConfirm()
  const { run, error } = useOperation('schemas.remove')
  const remove = async (name: string, rules: number): Promise<boolean> => {
    const words = {
      title: t('remove.title', { name }),
      body: t('remove.body', { count: rules }),
      verb: t('remove.verb', { name }),
    }
    const asked = { connectionId: undefined, typedName: undefined, words }
    if ((await confirm(asked)) === undefined) return false
    const outcome = await run({ name })
    if (outcome.state === 'done') onRemoved(outcome.output)
    return outcome.state === 'done'
  }
  return { remove, error }
}

interface LeftProps {
  listed: OutputOf<'schemas.list'>
  selected: string | undefined
  /** Why the last removal failed. */
  error: WeirError | undefined
  onAdd: () => void
  onSelect: (name: string) => void
  onChanged: ReturnType<typeof useSchemas>['keep']
}

function Left({ listed, selected, error, onAdd, onSelect, onChanged }: LeftProps) {
  const { t } = useTranslation('schemas')
  const wordError = useErrorWords()
  return (
    <div className={styles.left}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{t('list.title')}</h2>
        <span className={styles.gap} />
        <Button size="xs" variant="default" onClick={onAdd}>
          {t('list.add')}
        </Button>
      </header>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      <ul className={styles.list} aria-label={t('list.title')}>
        {listed.schemas.map((schema) => (
          <SchemaRow
            key={schema.name}
            schema={schema}
            isSelected={schema.name === selected}
            onSelect={() => {
              onSelect(schema.name)
            }}
          />
        ))}
      </ul>
      <SchemaRules listed={listed} onChanged={onChanged} />
    </div>
  )
}

/** The schemas that the user has added, what is in them, and which bodies are read by them. */
export function SchemasPage() {
  const { t } = useTranslation('schemas')
  const wordError = useErrorWords()
  const listed = useSchemas()
  const [selection, setSelection] = useState<Selection>()
  const { remove, error } = useRemove(listed.keep)
  const add = (): void => {
    setSelection('new')
  }
  const { data } = listed
  if (listed.error !== null && data === undefined) {
    return <ErrorNotice words={wordError(listed.error)} onRetry={() => void listed.refetch()} />
  }
  if (data === undefined) return <SkeletonRows count={8} />
  const { schemas, rules } = data
  const selected = typeof selection === 'object' ? selection.name : undefined
  const onSaved: OpenedProps['onSaved'] = (next, name) => {
    listed.keep(next)
    setSelection({ name })
  }
  const onRemove = async (name: string): Promise<void> => {
    const count = rules.filter(({ schema }) => schema === name).length
    if (await remove(name, count)) setSelection(undefined)
  }
  if (schemas.length === 0 && selection !== 'new') {
    const action = { label: t('list.add'), onClick: add }
    return (
      <EmptyState
        icon={<IconBraces size={32} stroke={1.5} />}
        title={t('empty.title')}
        body={t('empty.body')}
        action={action}
      />
    )
  }
  return (
    <SplitPane
      name="schemas"
      initialPercent={50}
      left={
        <Left
          listed={data}
          selected={selected}
          error={error}
          onAdd={add}
          onSelect={(name) => {
            setSelection({ name })
          }}
          onChanged={listed.keep}
        />
      }
      right={
        <>
          {selection === undefined && <p className={styles.hint}>{t('list.choose')}</p>}
          {selection === 'new' && (
            <SchemaEditor
              initial={{ name: '', text: '' }}
              isNew
              onSaved={onSaved}
              onRemove={() => {
                setSelection(undefined)
              }}
            />
          )}
          {selected !== undefined && (
            <Opened
              key={selected}
              name={selected}
              onSaved={onSaved}
              onRemove={() => void onRemove(selected)}
            />
          )}
        </>
      }
    />
  )
}
