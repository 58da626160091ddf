import { useTranslation } from 'react-i18next'
import { TEMPLATES_MAX, TEMPLATES_MAX_BYTES } from '#contract'
import type { ConnectionId, KeptMessage, Template } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import type { WeirError } from '../../api/weir-error.ts'
import { useFormat } from '../../lib/use-format.ts'
import { KeptEntry, KeptList } from '../kept-list.tsx'
import { NameDialog } from '../name-dialog.tsx'
import { visibleText } from '../visible-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { SENT_MAX_CHARACTERS, recallSent } from './sent-messages.ts'
import styles from './template-bar.module.css'

const PREVIEW_CHARACTERS = 120

export function TemplateProblem({ error }: { error: WeirError | undefined }) {
  const { t } = useTranslation('send')
  const format = useFormat()
  const wordError = useErrorWords()
  if (error === undefined) return null
  const words = { max: TEMPLATES_MAX, size: format.bytes(TEMPLATES_MAX_BYTES) }
  if (error.code === 'quota-exceeded') return <p role="alert">{t('templates.full', words)}</p>
  return <ErrorNotice compact words={wordError(error)} />
}

interface EntryProps {
  name: string
  message: KeptMessage
  onUse: () => void
  onRemove?: () => void
}

function Entry({ name, message, onUse, onRemove }: EntryProps) {
  const { t } = useTranslation('send')
  const use = { verb: t('templates.useVerb'), label: t('templates.use', { name }), run: onUse }
  const remove = { verb: t('templates.removeVerb'), label: t('templates.remove', { name }) }
  return (
    <KeptEntry
      name={name}
      detail={<code>{visibleText(message.body.slice(0, PREVIEW_CHARACTERS))}</code>}
      use={use}
      others={onRemove === undefined ? [] : [{ ...remove, run: onRemove }]}
    />
  )
}

interface ChooseProps {
  templates: readonly Template[]
  connectionId: ConnectionId
  onUse: (name: string, message: KeptMessage) => void
  onRemove: (template: Template) => void
  onClose: () => void
}

function History({ connectionId, onUse }: Pick<ChooseProps, 'connectionId' | 'onUse'>) {
  const { t } = useTranslation('send')
  const format = useFormat()
  const sent = recallSent(connectionId)
  const room = { size: format.bytes(SENT_MAX_CHARACTERS) }
  if (sent.length === 0) return <p className={styles.none}>{t('templates.noHistory', room)}</p>
  return (
    <KeptList label={t('templates.history')}>
      {sent.map(({ id, atMs, queue, count, message }) => {
        const place = t('templates.sentAt', { time: format.clock(atMs), queue })
        const name = count === 1 ? place : `${place} · ${t('templates.times', { count })}`
        return (
          <Entry
            key={id}
            name={name}
            message={message}
            onUse={() => {
              onUse(name, message)
            }}
          />
        )
      })}
    </KeptList>
  )
}

/** Templates, and what was sent in this session: either fills the form. */
export function ChooseDialog(props: ChooseProps) {
  const { templates, onUse, onRemove, onClose } = props
  const { t } = useTranslation('send')
  return (
    <Dialog title={t('templates.openOf')} width={720} onClose={onClose}>
      <h3 className={styles.title}>{t('templates.saved')}</h3>
      {templates.length === 0 && <p className={styles.none}>{t('templates.none')}</p>}
      {templates.length > 0 && (
        <KeptList label={t('templates.saved')}>
          {templates.map(({ name, ...message }) => (
            <Entry
              key={name}
              name={name}
              message={message}
              onUse={() => {
                onUse(name, message)
              }}
              onRemove={() => {
                onRemove({ name, ...message })
              }}
            />
          ))}
        </KeptList>
      )}
      <h3 className={styles.title}>{t('templates.history')}</h3>
      <History {...props} />
    </Dialog>
  )
}

interface SaveProps {
  names: readonly string[]
  suggested: string
  error: WeirError | undefined
  onSave: (name: string) => void
  onClose: () => void
}

export function SaveDialog({ error, ...props }: SaveProps) {
  const { t } = useTranslation('send')
  const words = {
    ...{ title: t('templates.saveTitle'), label: t('templates.name') },
    ...{
      verb: t('templates.verb'),
      taken: t('templates.replaces'),
      replace: t('templates.replace'),
    },
  }
  return <NameDialog {...props} words={words} problem={<TemplateProblem error={error} />} />
}
