import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { emptyFields, fieldsOf, isElsewhere } from './connection-draft.ts'
import { ConnectionForm } from './connection-form.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { useSaveConnection } from './use-save-connection.ts'

interface ConnectionDialogProps {
  /** The connection to edit; absent for a new one. */
  editing: Connection | undefined
  onOpen: (connectionId: string) => void
  onClose: () => void
}

interface SaveStepProps extends Pick<ConnectionDialogProps, 'editing' | 'onClose'> {
  onSaved: (connection: Connection) => void
}

function SaveStep({ editing, onSaved, onClose }: SaveStepProps) {
  const { t } = useTranslation('connections')
  const wordError = useErrorWords()
  const { save, pending, error } = useSaveConnection(editing)
  return (
    <ConnectionForm
      initial={editing === undefined ? emptyFields : fieldsOf(editing)}
      editingId={editing?.id}
      verb={t(editing === undefined ? 'add.verb' : 'edit.verb')}
      pending={pending}
      outcome={error !== undefined && <ErrorNotice words={wordError(error)} />}
      onSave={(fields) => {
        void save(fields).then((saved) => {
          if (saved !== undefined) onSaved(saved)
        })
      }}
      onClose={onClose}
    />
  )
}

/** Saves a new or an edited connection, then asks who it is and shows the answer. */
export function ConnectionDialog({ editing, onOpen, onClose }: ConnectionDialogProps) {
  const { t } = useTranslation('connections')
  const [saved, setSaved] = useState<Connection>()
  const onSaved = (connection: Connection): void => {
    setSaved(connection)
    // The page behind the dialog shows something of a place that this connection no longer leads to.
    if (editing !== undefined && isElsewhere(editing, connection)) onOpen(connection.id)
  }
  const title = editing === undefined ? t('add.title') : t('edit.title', { name: editing.name })
  return (
    <Dialog width={480} title={title} onClose={onClose}>
      {saved === undefined ? (
        <SaveStep editing={editing} onSaved={onSaved} onClose={onClose} />
      ) : (
        <ConnectionTest
          connection={saved}
          onRemoved={onClose}
          onOpen={() => {
            onOpen(saved.id)
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
