import { useState } from 'react'
import { Button, NumberInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PriceTable as Prices } from '#contract'
import { useErrorWords } from '../../api/error-words.ts'
import { read } from '../../api/read.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import styles from './settings-page.module.css'

type Row = Prices['rows'][number]

interface PriceRowProps {
  row: Row
  onSet: (usdPerMillion: number | undefined) => void
}

function PriceRow({ row, onSet }: PriceRowProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { id, usdPerMillion, listUsdPerMillion } = row
  const [typed, setTyped] = useState<number | string>(usdPerMillion)
  const isOwn = usdPerMillion !== listUsdPerMillion
  const save = (): void => {
    // The field gives text where a number has trailing zeros, and nothing where it was emptied.
    const usd = typed === '' ? Number.NaN : Number(typed)
    if (Number.isNaN(usd)) setTyped(usdPerMillion)
    else if (usd !== usdPerMillion) onSet(usd)
  }
  return (
    <div className={styles.priceRow}>
      <dt>{t(`prices.${id}`)}</dt>
      <dd className={styles.price}>
        <NumberInput
          size="xs"
          w={112}
          aria-label={t('prices.of', { what: t(`prices.${id}`) })}
          prefix="$"
          min={0}
          max={1000}
          decimalScale={3}
          fixedDecimalScale
          hideControls
          value={typed}
          onChange={setTyped}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save()
          }}
        />
        {isOwn && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              setTyped(listUsdPerMillion)
              onSet(undefined)
            }}
          >
            {t('prices.reset', { usd: format.usd(listUsdPerMillion) })}
          </Button>
        )}
      </dd>
    </div>
  )
}

/** The prices by which the status bar reckons; each can be replaced by the user's own. */
export function PriceTable() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const wordError = useErrorWords()
  const client = useQueryClient()
  const query = read('prices.get', {})
  const { data } = useQuery(query)
  const { run, error } = useOperation('prices.set')
  const set = async (id: Row['id'], usdPerMillion: number | undefined): Promise<void> => {
    const outcome = await run({ id, ...(usdPerMillion === undefined ? {} : { usdPerMillion }) })
    if (outcome.state === 'done') client.setQueryData(query.queryKey, outcome.output)
  }
  if (data === undefined) return null
  const free = format.number(data.freeRequestsPerMonth)
  return (
    <section className={styles.about} aria-labelledby="settings-prices">
      <h2 id="settings-prices" className={styles.heading}>
        {t('prices.title')}
      </h2>
      {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      <dl className={styles.rows}>
        {data.rows.map((row) => (
          <PriceRow key={row.id} row={row} onSet={(usd) => void set(row.id, usd)} />
        ))}
      </dl>
      <p className={styles.note}>
        {t('prices.note', { free, month: data.readIn, source: data.source })}
      </p>
    </section>
  )
}
