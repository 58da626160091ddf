import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MODE_CHANGES_A_DAY } from '#contract'
import type { StreamDetail } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { ChangeOutcome } from '../../../parts/change-outcome.tsx'
import { Guarded } from '../../../parts/guarded.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { ConsumersPart } from './consumers-part.tsx'
import styles from './manage.module.css'
import { ReshardDialog } from './reshard-dialog.tsx'
import { CountDialog, RetentionDialog } from './setting-dialogs.tsx'
import { useWhyNoChange, useWhyNoReshard } from './stream-guarded.ts'
import { useStreamChange } from './use-stream-change.ts'

type Shown = 'split' | 'merge' | 'count' | 'retention'

interface SettingProps {
  name: string
  value: string
  meaning: string
  children: ReactNode
}

function Setting({ name, value, meaning, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{value}</span>
      <span className={styles.dim}>{meaning}</span>
      <span className={styles.actions}>{children}</span>
    </div>
  )
}

interface SettingsProps {
  facts: StreamFacts
  detail: StreamDetail
  why: string | undefined
  onShow: (shown: Shown) => void
  onMode: () => void
}

/** What the stream is set to, and the ways to change it. */
function Settings({ facts, detail, why, onShow, onMode }: SettingsProps) {
  const { t } = useTranslation(['stream-change', 'streams'])
  const format = useFormat()
  const { mode, openShards, retentionHours } = detail
  const isOnDemand = mode === 'on-demand'
  const byItself = useWhyNoReshard(facts)
  const button = (label: string, run: () => void, whyNot = why) => (
    <Button
      variant="default"
      size="xs"
      disabled={whyNot !== undefined}
      title={whyNot}
      onClick={run}
    >
      {label}
    </Button>
  )
  return (
    <div className={styles.settings}>
      <Setting
        name={t('setting.shards')}
        value={t('streams:page.shards', { count: openShards, n: format.number(openShards) })}
        meaning={t(isOnDemand ? 'setting.shardsOnDemand' : 'setting.shardsMeaning')}
      >
        {button(t('split.button'), () => onShow('split'), byItself)}
        {button(t('merge.button'), () => onShow('merge'), byItself)}
        {button(t('count.button'), () => onShow('count'), byItself)}
      </Setting>
      <Setting
        name={t('setting.mode')}
        value={t(`streams:mode.${mode}`)}
        meaning={t(`setting.modeMeaning.${mode}`, { times: MODE_CHANGES_A_DAY })}
      >
        {button(t(`mode.to.${mode}`), onMode)}
      </Setting>
      <Setting
        name={t('setting.retention')}
        value={format.duration(retentionHours * 3600)}
        meaning={t('setting.retentionMeaning')}
      >
        {button(t('retention.button'), () => onShow('retention'))}
      </Setting>
    </div>
  )
}

function useSetMode(facts: StreamFacts) {
  const { t } = useTranslation('stream-change')
  const changing = useStreamChange(facts, 'streams.setMode')
  const { connection, streamArn, name } = facts
  const toggle = ({ mode: now }: StreamDetail): void => {
    const mode = now === 'on-demand' ? ('provisioned' as const) : ('on-demand' as const)
    const words = { stream: name, connection: connection.name, times: MODE_CHANGES_A_DAY }
    void changing.change(
      { connectionId: connection.id, streamArn, mode },
      {
        title: t(`mode.title.${mode}`, words),
        body: t(`mode.body.${mode}`, words),
        verb: t(`mode.verb.${mode}`),
        done: t(`mode.done.${mode}`, words),
      },
    )
  }
  return { ...changing, toggle }
}

interface DialogsProps {
  facts: StreamFacts
  detail: StreamDetail
  shown: Shown | undefined
  onClose: () => void
}

function Dialogs({ facts, detail, shown, onClose }: DialogsProps) {
  if (shown === 'count') return <CountDialog {...{ facts, detail, onClose }} />
  if (shown === 'retention') return <RetentionDialog {...{ facts, detail, onClose }} />
  return shown !== undefined && <ReshardDialog key={shown} {...{ facts, shown, onClose }} />
}

/** Shards, mode, retention and consumers of one stream: what they are, and how they are changed. */
export function ManageTab({ facts }: { facts: StreamFacts }) {
  const { detail, connection } = facts
  const why = useWhyNoChange(facts)
  const [shown, setShown] = useState<Shown>()
  const mode = useSetMode(facts)
  if (detail === undefined) return <SkeletonRows count={6} />
  return (
    <div className={styles.page}>
      <Guarded connection={connection} />
      <ChangeOutcome
        outcome={mode.outcome}
        onReread={() => void mode.reread()}
        onDismiss={mode.dismiss}
      />
      <Settings
        {...{ facts, detail, why }}
        onShow={setShown}
        onMode={() => {
          mode.toggle(detail)
        }}
      />
      <ConsumersPart facts={facts} />
      <Dialogs
        {...{ facts, detail, shown }}
        onClose={() => {
          setShown(undefined)
        }}
      />
    </div>
  )
}
