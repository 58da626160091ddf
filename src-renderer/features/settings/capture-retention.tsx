import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Capture } from '#contract'
import { call } from '../../api/client.ts'
import { useConfirm } from '../../api/confirm.ts'
import { useFormat } from '../../lib/use-format.ts'

const choices = [0, 7, 30, 90, 365]
const DAY_MS = 86_400_000

interface CaptureRetentionProps {
  days: number
  onChange: (days: number) => void
}

/** What would be removed at once. A list that cannot be read has nothing to lose. */
async function olderThan(days: number): Promise<Capture[]> {
  if (days === 0) return []
  const { captures } = await call('captures.list', {}).catch(() => ({ captures: [] }))
  const thanMs = Date.now() - days * DAY_MS
  return captures.filter(({ createdAtMs }) => createdAtMs < thanMs)
}

/** For how long captures are kept. What a shorter time removes is said first. */
export function CaptureRetention({ days, onChange }: CaptureRetentionProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const confirm = useConfirm()
  const word = (each: number): string =>
    each === 0 ? t('captures.forever') : t('captures.days', { count: each, n: format.number(each) })
  const choose = async (next: number): Promise<void> => {
    const { length: count } = await olderThan(next)
    const words = {
      title: t('captures.title', { days: word(next) }),
      body: t('captures.body', { count, n: format.number(count) }),
      verb: t('captures.verb', { count, n: format.number(count) }),
      danger: true,
    }
    const asked = { connectionId: undefined, typedName: undefined, words }
    if (count === 0 || (await confirm(asked)) !== undefined) onChange(next)
  }
  const known = choices.includes(days) ? choices : [...choices, days]
  return (
    <NativeSelect
      size="xs"
      aria-label={t('captures.label')}
      value={String(days)}
      data={known.map((each) => ({ value: String(each), label: word(each) }))}
      onChange={({ currentTarget: { value } }) => void choose(Number(value))}
    />
  )
}
