import { useState } from 'react'
import { Button, Popover } from '@mantine/core'
import { IconDroplet } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Tap } from '#contract'
import { hasLeft, taps } from '../api/taps.ts'
import { useErrorWords } from '../api/error-words.ts'
import { useFeed } from '../api/use-feed.ts'
import { classNames } from '../lib/class-names.ts'
import { useStore } from '../lib/store.ts'
import { useKeys } from '../lib/use-keys.ts'
import { useAfter } from '../lib/use-after.ts'
import { TapParts } from '../parts/tap-report.tsx'
import { useEndTap } from '../parts/use-end-tap.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import styles from './status-bar.module.css'
import tapStyles from './tap-status.module.css'

/** The file of taps need not be read before the first rows. */
const openAfterMs = 2_000

function isWorthTelling(tap: Tap): boolean {
  return (
    tap.state === 'starting' || tap.state === 'live' || tap.state === 'stopping' || hasLeft(tap)
  )
}

/** The name in an endpoint that is an ARN. */
function lastOf(endpoint: string): string {
  return endpoint.split(':').at(-1) ?? endpoint
}

function TapRow({ tap, onOpen }: { tap: Tap; onOpen: () => void }) {
  const { t } = useTranslation('tap')
  const wordError = useErrorWords()
  const { stop, pending, error } = useEndTap(tap)
  const isLeft = hasLeft(tap)
  return (
    <li className={tapStyles.row}>
      <div className={tapStyles.what}>
        <div className={tapStyles.name}>
          <MiddleTruncate text={tap.topicName} />
          <span className={tapStyles.dim}>
            {tap.connectionName} · {t(`live.state.${tap.state}`)}
            {tap.copyOf !== undefined && ` · ${t('status.traces', { name: lastOf(tap.copyOf) })}`}
          </span>
        </div>
        {isLeft && <TapParts tap={tap} />}
        {error !== undefined && <ErrorNotice compact words={wordError(error)} />}
      </div>
      <Button size="xs" variant="default" onClick={onOpen}>
        {t('status.open')}
      </Button>
      <Button size="xs" variant="default" loading={pending} onClick={() => void stop()}>
        {t(isLeft ? 'left.retry' : 'live.stop')}
      </Button>
    </li>
  )
}

function TapRows({ told, onLeave }: { told: readonly Tap[]; onLeave: () => void }) {
  const navigate = useNavigate()
  const open = ({ connectionId, topicName, topicArn, copyOf }: Tap): void => {
    onLeave()
    void navigate({
      to: '/c/$connectionId/topics/$topicName',
      params: { connectionId, topicName },
      search: { arn: topicArn, tab: copyOf === undefined ? 'tap' : 'trace' },
    })
  }
  return (
    <ul className={tapStyles.rows}>
      {told.map((tap) => (
        <TapRow
          key={tap.tapId}
          tap={tap}
          onOpen={() => {
            open(tap)
          }}
        />
      ))}
    </ul>
  )
}

/** That a tap runs, on whatever connection, or that something of one may be left; and the way to end it. */
export function TapStatus() {
  const { t } = useTranslation('tap')
  const isOpen = useAfter(openAfterMs)
  const [isShown, setShown] = useState(false)
  useFeed('taps.watch', isOpen ? {} : undefined, {
    onItem: (item) => {
      taps.set(item.taps)
    },
  })
  // Before the page's own Escape, which would leave it.
  useKeys(isShown ? { Escape: () => setShown(false) } : {}, { isFirst: true })
  const told = useStore(taps).filter(isWorthTelling)
  const [first] = told
  // Stays while it is open, so that what became of the last one can be read.
  if (first === undefined && !isShown) return null
  return (
    <Popover opened={isShown} onChange={setShown} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classNames(styles.button, told.some(hasLeft) && tapStyles.attention)}
          title={t('status.hint')}
          onClick={() => {
            setShown(!isShown)
          }}
        >
          <IconDroplet size={14} stroke={1.5} aria-hidden="true" />
          {first === undefined
            ? t('status.none')
            : t('status.taps', { count: told.length, name: first.topicName })}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={tapStyles.list} aria-label={t('status.title')}>
        {first === undefined ? (
          t('status.none')
        ) : (
          <TapRows
            told={told}
            onLeave={() => {
              setShown(false)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
