import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '../../api/confirm.ts'
import { useFormat } from '../../lib/use-format.ts'

interface RetentionChoiceProps {
  /** Whose words are said. */
  of: 'captures' | 'journal'
  /** In days; 0 removes nothing. */
  choices: readonly number[]
  days: number
  onChange: (days: number) => void
  /** How many would be removed at once; undefined where that cannot be said. */
  countOlder: (days: number) => Promise<number | undefined>
}

/** For how long something is kept. What a shorter time removes is said first. */
export function RetentionChoice(props: RetentionChoiceProps) {
  const { of, choices, days, onChange, countOlder } = props
  const { t } = useTranslation('settings')
  const format = useFormat()
  const confirm = useConfirm()
  const word = (each: number): string =>
    each === 0 ? t(`${of}.forever`) : t(`${of}.days`, { count: each, n: format.number(each) })
  const choose = async (next: number): Promise<void> => {
    const count = next === 0 ? 0 : await countOlder(next)
    if (count === undefined) return
    const words = {
      title: t(`${of}.title`, { days: word(next) }),
      body: t(`${of}.body`, { count, n: format.number(count) }),
      verb: t(`${of}.verb`, { count, n: format.number(count) }),
      danger: true,
    }
    const asked = { connectionId: undefined, typedName: undefined, words }
    if (count === 0 || (await confirm(asked)) !== undefined) onChange(next)
  }
  const known = choices.includes(days) ? choices : [...choices, days]
  return (
    <NativeSelect
      size="xs"
      aria-label={t(`${of}.label`)}
      value={String(days)}
      data={known.map((each) => ({ value: String(each), label: word(each) }))}
      onChange={({ currentTarget: { value } }) => void choose(Number(value))}
    />
  )
}
