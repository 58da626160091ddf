import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { offeredActions } from '../lib/page-actions.ts'
import { useStore } from '../lib/store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import styles from './shortcuts.module.css'

const anywhere = [
  [['mod+k'], 'palette'],
  [['?'], 'help'],
  [['Escape'], 'back'],
  [['g o'], 'goOverview'],
  [['g q'], 'goQueues'],
  [['g t'], 'goTopics'],
  [['g j'], 'goJournal'],
  [['g s'], 'goSettings'],
] as const
const lists = [
  [['/'], 'search'],
  [['ArrowUp ArrowDown', 'k j'], 'move'],
  [['Home End'], 'ends'],
  [['Enter'], 'open'],
  [['r'], 'refresh'],
] as const

type Row = (typeof anywhere)[number] | (typeof lists)[number]

function KeyTable({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useTranslation('shell')
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={what} className={styles.row}>
            <dt>{t(`shortcuts.${what}`)}</dt>
            <dd>
              {keys.map((alternative, at) => (
                <Fragment key={alternative}>
                  {at > 0 && <span className={styles.or}>{t('shortcuts.or')}</span>}
                  <Kbd keys={alternative} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface Offered {
  label: string
  keys: string
}

/** The keys that the page behind the sheet listens to now. */
function useOfferedKeys(): Offered[] {
  const offers = useStore(offeredActions)
  return offers
    .flatMap((offer) => offer.actions)
    .flatMap(({ label, keys }) => (keys === undefined ? [] : [{ label, keys }]))
}

function HereKeys({ offered }: { offered: readonly Offered[] }) {
  const { t } = useTranslation('shell')
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{t('shortcuts.here')}</h3>
      <dl className={styles.keys}>
        {offered.map(({ label, keys }) => (
          <div key={keys} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The keys, on `?`. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const offered = useOfferedKeys()
  return (
    <Dialog width={640} title={t('shortcuts.title')} onClose={onClose}>
      <div className={styles.parts}>
        <KeyTable title={t('shortcuts.anywhere')} rows={anywhere} />
        <KeyTable title={t('shortcuts.lists')} rows={lists} />
        {offered.length > 0 && <HereKeys offered={offered} />}
      </div>
    </Dialog>
  )
}
