import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  backoffFunctions,
  deliveryLimits,
  deliveryNumbers,
  deliveryRules,
  deliverySeconds,
  findDeliveryProblems,
  readDelivery,
} from '#contract'
import type { DeliveryNumber, DeliveryOwner } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import policyStyles from '../../../parts/policy/policy.module.css'
import { fieldValue, setDeliveryField, setDisableOverrides } from './delivery-draft.ts'
import type { DeliverySection } from './delivery-draft.ts'
import styles from './delivery-form.module.css'

interface FormProps {
  owner: DeliveryOwner
  text: string
  disabled: boolean
  onText: (text: string) => void
}

interface PartProps extends FormProps {
  read: NonNullable<ReturnType<typeof readDelivery>>
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

interface FieldProps extends FormProps {
  section: DeliverySection
  name: DeliveryNumber | 'maxReceivesPerSecond' | 'headerContentType'
  value: unknown
  /** What SNS uses where nothing stands there. */
  placeholder: string
  limit?: string
}

function Field(props: FieldProps) {
  const { owner, text, disabled, onText, section, name, value, placeholder, limit } = props
  const { t } = useTranslation(['topic-manage', 'editing'])
  const found = findDeliveryProblems(text, owner).find(({ field }) => field === name)
  return (
    <TextInput
      size="xs"
      label={t(`delivery.${name}`)}
      description={limit}
      placeholder={placeholder}
      autoComplete="off"
      disabled={disabled}
      value={shown(value)}
      error={found === undefined ? undefined : t(`editing:problem.${found.problem}`)}
      onChange={(event) => {
        const typed = fieldValue(event.currentTarget.value)
        onText(setDeliveryField(text, { owner, section, name, value: typed }))
      }}
    />
  )
}

function Numbers(props: PartProps) {
  const { t } = useTranslation('topic-manage')
  const format = useFormat()
  return deliveryNumbers.map((name) => {
    const { min, max, standard } = deliveryRules[name]
    const limits = { min, max: format.number(max), standard }
    return (
      <Field
        key={name}
        {...props}
        section="retry"
        name={name}
        value={props.read.retry[name]}
        placeholder={String(standard)}
        limit={t('delivery.limit', limits)}
      />
    )
  })
}

function Others(props: PartProps) {
  const { owner, text, disabled, onText, read } = props
  const { t } = useTranslation('topic-manage')
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('delivery.backoffFunction')}
        disabled={disabled}
        data={[...backoffFunctions]}
        value={shown(read.retry['backoffFunction']) || 'linear'}
        onChange={(event) => {
          const { value } = event.currentTarget
          onText(
            setDeliveryField(text, { owner, section: 'retry', name: 'backoffFunction', value }),
          )
        }}
      />
      <Field
        {...props}
        section="throttle"
        name="maxReceivesPerSecond"
        value={read.throttle['maxReceivesPerSecond']}
        placeholder={t('delivery.unlimited')}
      />
      <Field
        {...props}
        section="request"
        name="headerContentType"
        value={read.request['headerContentType']}
        placeholder={t('delivery.plain')}
      />
      {owner === 'topic' && (
        <Checkbox
          size="xs"
          className={styles.wide}
          label={t('delivery.overrides')}
          disabled={disabled}
          checked={read.disableSubscriptionOverrides}
          onChange={(event) => {
            onText(setDisableOverrides(text, event.currentTarget.checked))
          }}
        />
      )}
    </>
  )
}

/** How long all of it takes, as far as that can be said. */
function Duration({ owner, text, read }: PartProps) {
  const { t } = useTranslation('topic-manage')
  const format = useFormat()
  if (findDeliveryProblems(text, owner).length > 0) return null
  const { least, most } = deliverySeconds(read.retry)
  const span = { least: format.duration(least), most: format.duration(most) }
  return (
    <p className={policyStyles.dim}>
      {least === most ? t('delivery.takes', span) : t('delivery.spans', span)}
    </p>
  )
}

/** The retries of HTTP/S deliveries as fields, which write into the JSON beside them. */
export function DeliveryForm(props: FormProps) {
  const { t } = useTranslation('topic-manage')
  const read = readDelivery(props.text, props.owner)
  if (read === undefined) return <p className={policyStyles.dim}>{t('delivery.broken')}</p>
  const parts = { ...props, read }
  return (
    <section aria-label={t('delivery.title')}>
      <h2 className={policyStyles.title}>{t('delivery.title')}</h2>
      <div className={styles.fields}>
        <Numbers {...parts} />
        <Others {...parts} />
      </div>
      <Duration {...parts} />
      <a
        className={styles.source}
        href={deliveryLimits.source}
        target="_blank"
        rel="noreferrer"
        title={deliveryLimits.source}
      >
        {t('delivery.source')}
      </a>
    </section>
  )
}
