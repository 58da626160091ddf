import { NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CAPTURE_NAME_MAX, IN_FLIGHT_LIMIT, SCAN_CONCURRENCY_MAX, scanModes } from '#contract'
import type { ScanDraft } from './scan-draft.ts'
import styles from './scan.module.css'

interface ScanFieldsProps {
  draft: ScanDraft
  suggestedName: string
  onDraft: (draft: ScanDraft) => void
}

type LimitName = 'maxMessages' | 'maxSeconds' | 'maxCalls'
type FieldProps = Pick<ScanFieldsProps, 'draft' | 'onDraft'>
const LEAST_BUDGET = 10
const SECONDS_MAX = 86_400
const COUNT_MAX = 100_000_000

export function ScanModeChoice({ draft, onDraft }: FieldProps) {
  const { t } = useTranslation('scan')
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('form.mode')}
      data={scanModes.map((value) => ({
        value,
        label: <span title={t(`form.${value}Hint`)}>{t(`form.${value}`)}</span>,
      }))}
      value={draft.mode}
      onChange={(value) => {
        const mode = scanModes.find((each) => each === value)
        if (mode !== undefined) onDraft({ ...draft, mode })
      }}
    />
  )
}

function Limit({ name, draft, onDraft }: FieldProps & { name: LimitName }) {
  const { t } = useTranslation('scan')
  return (
    <NumberInput
      size="xs"
      label={t(`form.${name}`)}
      placeholder={t('form.none')}
      className={styles.number}
      min={1}
      max={name === 'maxSeconds' ? SECONDS_MAX : COUNT_MAX}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      value={draft[name] ?? ''}
      onChange={(value) => {
        onDraft({ ...draft, [name]: typeof value === 'number' && value > 0 ? value : undefined })
      }}
    />
  )
}

interface CountProps {
  label: string
  title?: string
  value: number
  least: number
  most: number
  onValue: (value: number) => void
}

function Count({ label, title, value, least, most, onValue }: CountProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      title={title}
      className={styles.number}
      min={least}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      value={value}
      onChange={(next) => {
        if (typeof next === 'number' && next >= least && next <= most) onValue(next)
      }}
    />
  )
}

/** What happens when as many are hidden as may be. A drain hides none for long. */
function WhenFull({ draft, onDraft }: FieldProps) {
  const { t } = useTranslation('scan')
  return (
    <NativeSelect
      size="xs"
      label={t('form.whenFull')}
      title={t('form.fullSlideHint')}
      value={draft.whenFull}
      data={[
        { value: 'stop', label: t('form.fullStop') },
        { value: 'slide', label: t('form.fullSlide') },
      ]}
      onChange={(event) => {
        onDraft({ ...draft, whenFull: event.currentTarget.value === 'slide' ? 'slide' : 'stop' })
      }}
    />
  )
}

function WhenLeft({ draft, onDraft }: FieldProps) {
  const { t } = useTranslation('scan')
  return (
    <NativeSelect
      size="xs"
      label={t('form.whenLeft')}
      value={draft.whenLeft}
      data={[
        { value: 'stop', label: t('form.leftStop') },
        { value: 'go-on', label: t('form.leftGoOn') },
      ]}
      onChange={(event) => {
        onDraft({ ...draft, whenLeft: event.currentTarget.value === 'go-on' ? 'go-on' : 'stop' })
      }}
    />
  )
}

/** How the scan is to go about it, and where it stops by itself. */
export function ScanFields({ draft, suggestedName, onDraft }: ScanFieldsProps) {
  const { t } = useTranslation('scan')
  const field = { draft, onDraft }
  return (
    <div className={styles.fields}>
      <TextInput
        size="xs"
        label={t('form.name')}
        className={styles.name}
        maxLength={CAPTURE_NAME_MAX}
        placeholder={suggestedName}
        value={draft.name}
        onChange={(event) => {
          onDraft({ ...draft, name: event.currentTarget.value })
        }}
      />
      <WhenLeft {...field} />
      {draft.mode === 'scan' && (
        <>
          <Count
            label={t('form.budget')}
            title={t('form.budgetHint', { limit: IN_FLIGHT_LIMIT })}
            value={draft.inFlightBudget}
            least={LEAST_BUDGET}
            most={IN_FLIGHT_LIMIT}
            onValue={(inFlightBudget) => {
              onDraft({ ...draft, inFlightBudget })
            }}
          />
          <WhenFull {...field} />
        </>
      )}
      <Limit name="maxMessages" {...field} />
      <Limit name="maxSeconds" {...field} />
      <Limit name="maxCalls" {...field} />
      <Count
        label={t('form.concurrency')}
        value={draft.concurrency}
        least={1}
        most={SCAN_CONCURRENCY_MAX}
        onValue={(concurrency) => {
          onDraft({ ...draft, concurrency })
        }}
      />
    </div>
  )
}
