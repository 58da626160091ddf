import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './connection-dialog.module.css'
import type { FieldsProps } from './emulator-fields.tsx'

export function ProfileFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation('connections')
  const wordError = useErrorWords()
  const list = useQuery({ ...read('connections.listProfiles', {}), staleTime: 0 })
  if (list.error !== null) {
    return <ErrorNotice words={wordError(list.error)} onRetry={() => void list.refetch()} />
  }
  const profiles = list.data?.profiles ?? []
  if (list.data !== undefined && profiles.length === 0) {
    return (
      <div className={styles.found}>
        <span className={styles.dim}>{t('add.profileNone')}</span>
        <Button variant="default" onClick={() => void list.refetch()}>
          {t('add.searchAgain')}
        </Button>
      </div>
    )
  }
  const pick = (name: string): void => {
    const region = profiles.find((profile) => profile.name === name)?.region
    onChange({
      profile: name,
      name: fields.name === '' || fields.name === fields.profile ? name : fields.name,
      ...(region === undefined ? {} : { region }),
    })
  }
  const picked = profiles.find(({ name }) => name === fields.profile)
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('add.profileLabel')}
        classNames={{ description: styles.description }}
        description={t('add.profileHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={['', ...profiles.map(({ name }) => name)]}
        value={fields.profile}
        onChange={(event) => {
          pick(event.currentTarget.value)
        }}
      />
      {picked !== undefined && (
        <p className={styles.hint}>
          {t(`profileKind.${picked.kind}`, { name: picked.name })}
          {picked.mfa && ` ${t('profileKind.mfa')}`}
        </p>
      )}
    </>
  )
}
