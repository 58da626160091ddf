import { Suspense, lazy, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MoveEdit, OutputOf } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { fromErrorValue } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { formatJson, jsonHint } from '../json-hint.ts'
import { visibleText } from '../visible-text.ts'
import styles from './moves.module.css'

// The diff is needed by few, and late.
const DiffView = lazy(() =>
  import('../../ui/diff-view.tsx').then((module) => ({ default: module.DiffView })),
)

type Tried = OutputOf<'moves.tryOut'>
type Shaped = Tried['shown'][number]

interface TryOutProps {
  tried: Tried
  onEdit: (edit: MoveEdit) => void
}

/** JSON as a reader compares it: one field a line. */
function readable(text: string): string {
  return jsonHint(text).state === 'valid' ? formatJson(text) : text
}

function Difference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('moves')
  const isJson = [before, after].every((text) => jsonHint(text).state === 'valid')
  return (
    <div className={styles.diff}>
      <Suspense>
        <DiffView
          before={{ text: readable(before), label: t('tryOut.before') }}
          after={{ text: readable(after), label: t('tryOut.after') }}
          language={isJson ? 'json' : 'text'}
          unchangedWords={t('tryOut.unchanged')}
        />
      </Suspense>
    </div>
  )
}

interface EditDialogProps extends Pick<TryOutProps, 'onEdit'> {
  shaped: Shaped
  onClose: () => void
}

function EditDialog({ shaped, onEdit, onClose }: EditDialogProps) {
  const { t } = useTranslation('moves')
  const { position, before } = shaped
  const [body, setBody] = useState(before)
  return (
    <Dialog title={t('tryOut.editTitle', { position })} width={720} onClose={onClose}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          onEdit({ position, body })
          onClose()
        }}
      >
        <Textarea
          data-autofocus
          autosize
          minRows={8}
          maxRows={24}
          label={t('tryOut.body')}
          classNames={{ input: styles.mono ?? '' }}
          spellCheck={false}
          value={body}
          onChange={(event) => {
            setBody(event.currentTarget.value)
          }}
        />
        <div>
          <Button type="submit" disabled={body === ''}>
            {t('tryOut.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Entry({ shaped, onEdit }: { shaped: Shaped } & Pick<TryOutProps, 'onEdit'>) {
  const { t } = useTranslation('moves')
  const wordError = useErrorWords()
  const [isEditing, setEditing] = useState(false)
  const { position, before, after, error } = shaped
  return (
    <section className={styles.shown} aria-label={t('tryOut.entry', { position })}>
      <div className={styles.shownHead}>
        <strong>{t('tryOut.entry', { position })}</strong>
        <code className={styles.why}>
          {after === before ? visibleText(before.slice(0, 300)) : ''}
        </code>
        {after === before && <span className={styles.dim}>{t('tryOut.same')}</span>}
        <Button
          size="xs"
          variant="default"
          disabled={!shaped.isEditable}
          title={shaped.isEditable ? undefined : t('tryOut.notEditable')}
          onClick={() => {
            setEditing(true)
          }}
        >
          {t('tryOut.edit')}
        </Button>
      </div>
      {error !== undefined && <ErrorNotice compact words={wordError(fromErrorValue(error))} />}
      {after !== undefined && after !== before && <Difference before={before} after={after} />}
      {isEditing && (
        <EditDialog
          shaped={shaped}
          onEdit={onEdit}
          onClose={() => {
            setEditing(false)
          }}
        />
      )}
    </section>
  )
}

/** What a move would send, before anything is sent: what fails first, then what changes. */
export function TryOut({ tried, onEdit }: TryOutProps) {
  const { t } = useTranslation('moves')
  const format = useFormat()
  const { total, changed, failing, bytes, shown } = tried
  return (
    <section aria-label={t('tryOut.label')}>
      <div className={styles.section} role="status">
        <h2 className={styles.title}>{t('tryOut.label')}</h2>
        <p className={styles.dim}>
          {t('tryOut.sum', { total, changed, failing, bytes: format.bytes(bytes) })}{' '}
          {t('tryOut.nothingSent')}
        </p>
      </div>
      {shown.map((shaped) => (
        <Entry key={shaped.position} shaped={shaped} onEdit={onEdit} />
      ))}
    </section>
  )
}
