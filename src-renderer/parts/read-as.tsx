import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SchemaRule } from '#contract'
import { useErrorWords } from '../api/error-words.ts'
import { useOperation } from '../api/use-operation.ts'
import { AttentionLine } from './attention-line.tsx'
import { findType, typeOptions, valueOf } from './schema-type.ts'
import { useSchemas } from './use-schemas.ts'

/** Where a body comes from: what is chosen for one holds for all of them. */
export interface BodyOrigin {
  service: SchemaRule['service']
  /** Queue URL, topic or stream ARN. */
  address: string
}

/** By which of the added types the bodies of this source are read; the choice is a rule, and kept. */
export function ReadAs({ service, address }: BodyOrigin) {
  const { t } = useTranslation('schemas')
  const wordError = useErrorWords()
  const { data, keep } = useSchemas()
  const add = useOperation('schemas.addRule')
  const remove = useOperation('schemas.removeRule')
  const options = typeOptions(data?.schemas ?? [])
  if (data === undefined || options.length === 0) return null
  const chosen = data.rules.find(
    (rule) => rule.service === service && rule.pattern === address && rule.framing === 'none',
  )
  const choose = async (value: string): Promise<void> => {
    const type = findType(data.schemas, value)
    const outcome =
      type === undefined
        ? chosen && (await remove.run(chosen))
        : await add.run({ service, pattern: address, framing: 'none', ...type })
    if (outcome?.state === 'done') keep(outcome.output)
  }
  const error = add.error ?? remove.error
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('readAs.label')}
        title={t(`readAs.hint.${service}`)}
        value={chosen === undefined ? '' : valueOf(chosen)}
        data={[{ value: '', label: t('readAs.none') }, ...options]}
        onChange={({ currentTarget: { value } }) => void choose(value)}
      />
      {error !== undefined && <AttentionLine>{wordError(error).title}</AttentionLine>}
    </>
  )
}
