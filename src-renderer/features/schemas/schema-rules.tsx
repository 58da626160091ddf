import { useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { schemaFramings, schemaServices } from '#contract'
import type { OutputOf, SchemaRule } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { useOperation } from '../../api/use-operation.ts'
import { findType, typeOptions } from '../../parts/schema-type.ts'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './schemas.module.css'

type Listed = OutputOf<'schemas.list'>
type Place = Pick<SchemaRule, 'service' | 'pattern' | 'framing'> & { frameId: string }

interface SchemaRulesProps {
  listed: Listed
  onChanged: (listed: Listed) => void
}

function RuleRow({ rule, onRemove }: { rule: SchemaRule; onRemove: () => void }) {
  const { t } = useTranslation('schemas')
  const { service, pattern, framing, frameId, schema, type } = rule
  const frame = framing === 'none' ? '' : `${t(`framing.${framing}`)} ${frameId ?? ''}`
  return (
    <tr>
      <td>{t(`service.${service}`)}</td>
      <td title={pattern}>
        <code>{pattern}</code>
      </td>
      <td title={frame}>{frame}</td>
      <td title={`${type} ${schema}`}>
        <code>{type}</code> <span className={styles.dim}>{schema}</span>
      </td>
      <td>
        <DismissButton label={t('rules.remove', { pattern, type })} onClick={onRemove} />
      </td>
    </tr>
  )
}

const nowhere: Place = { service: 'queue', pattern: '', framing: 'none', frameId: '' }

interface PlaceFieldsProps {
  place: Place
  onPlace: (place: Place) => void
}

function PlaceFields({ place, onPlace }: PlaceFieldsProps) {
  const { t } = useTranslation('schemas')
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('rules.service')}
        value={place.service}
        data={schemaServices.map((each) => ({ value: each, label: t(`service.${each}`) }))}
        onChange={({ currentTarget }) => {
          const service = schemaServices.find((each) => each === currentTarget.value) ?? 'queue'
          onPlace({ ...place, service })
        }}
      />
      <TextInput
        size="xs"
        w={200}
        aria-label={t('rules.pattern')}
        placeholder={t('rules.patternPlaceholder')}
        value={place.pattern}
        onChange={({ currentTarget }) => {
          onPlace({ ...place, pattern: currentTarget.value })
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('rules.framing')}
        title={t('rules.framingHint')}
        value={place.framing}
        data={schemaFramings.map((each) => ({ value: each, label: t(`framing.${each}`) }))}
        onChange={({ currentTarget }) => {
          const framing = schemaFramings.find((each) => each === currentTarget.value) ?? 'none'
          onPlace({ ...place, framing })
        }}
      />
      {place.framing !== 'none' && (
        <TextInput
          size="xs"
          w={160}
          aria-label={t('rules.frameId')}
          placeholder={t(`rules.frameIdPlaceholder.${place.framing}`)}
          value={place.frameId}
          onChange={({ currentTarget }) => {
            onPlace({ ...place, frameId: currentTarget.value })
          }}
        />
      )}
    </>
  )
}

interface RuleFormProps {
  listed: Listed
  pending: boolean
  onAdd: (rule: SchemaRule) => Promise<boolean>
}

function RuleForm({ listed, pending, onAdd }: RuleFormProps) {
  const { t } = useTranslation('schemas')
  const [place, setPlace] = useState(nowhere)
  const [value, setValue] = useState('')
  const { frameId, ...rest } = place
  const type = findType(listed.schemas, value)
  const add = async (): Promise<void> => {
    if (type === undefined) return
    const framed = rest.framing === 'none' || frameId.trim() === '' ? {} : { frameId }
    if (await onAdd({ ...rest, ...framed, ...type }))
      setPlace({ ...place, pattern: '', frameId: '' })
  }
  return (
    <form
      className={styles.form}
      aria-label={t('rules.new')}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <PlaceFields place={place} onPlace={setPlace} />
      <NativeSelect
        size="xs"
        aria-label={t('rules.type')}
        value={value}
        data={[{ value: '', label: t('rules.noType') }, ...typeOptions(listed.schemas)]}
        onChange={({ currentTarget }) => {
          setValue(currentTarget.value)
        }}
      />
      <Button
        type="submit"
        size="xs"
        variant="default"
        loading={pending}
        disabled={place.pattern.trim() === '' || type === undefined}
      >
        {t('rules.add')}
      </Button>
    </form>
  )
}

/** Which bodies are read by which type: the first rule that fits counts. */
export function SchemaRules({ listed, onChanged }: SchemaRulesProps) {
  const { t } = useTranslation('schemas')
  const wordError = useErrorWords()
  const add = useOperation('schemas.addRule')
  const remove = useOperation('schemas.removeRule')
  const error = add.error ?? remove.error
  const onAdd = async (rule: SchemaRule): Promise<boolean> => {
    const outcome = await add.run(rule)
    if (outcome.state === 'done') onChanged(outcome.output)
    return outcome.state === 'done'
  }
  const onRemove = async (rule: SchemaRule): Promise<void> => {
    const outcome = await remove.run(rule)
    if (outcome.state === 'done') onChanged(outcome.output)
  }
  return (
    <section className={styles.rules} aria-labelledby="schema-rules">
      <h2 id="schema-rules" className={styles.heading}>
        {t('rules.title')}
      </h2>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      {listed.rules.length === 0 ? (
        <p className={styles.dim}>{t('rules.none')}</p>
      ) : (
        <table className={styles.table} aria-labelledby="schema-rules">
          <thead>
            <tr>
              <th scope="col">{t('rules.service')}</th>
              <th scope="col">{t('rules.pattern')}</th>
              <th scope="col">{t('rules.framing')}</th>
              <th scope="col">{t('rules.type')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {listed.rules.map((rule) => (
              <RuleRow
                key={`${rule.service} ${rule.pattern} ${rule.framing} ${rule.frameId ?? ''}`}
                rule={rule}
                onRemove={() => void onRemove(rule)}
              />
            ))}
          </tbody>
        </table>
      )}
      <RuleForm listed={listed} pending={add.pending} onAdd={onAdd} />
    </section>
  )
}
