import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { useStore } from '../../lib/store.ts'
import { SplitPane } from '../../ui/split-pane.tsx'
import { Decision } from './decision.tsx'
import styles from './filter-lab.module.css'
import { labModes } from './lab-memory.ts'
import type { LabMemory, LabSubscription } from './lab-memory.ts'
import { MessageEditor } from './message-editor.tsx'
import { MessageMatrix } from './message-matrix.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { useLabMessages } from './use-lab.ts'
import { WhatIf } from './what-if.tsx'

interface FilterLabProps {
  memory: LabMemory
  subscriptions: readonly LabSubscription[]
}

function ModeChoice({ memory, count }: { memory: LabMemory; count: number }) {
  const { t } = useTranslation('filters')
  const format = useFormat()
  const mode = useStore(memory.mode)
  return (
    <div className={styles.modes}>
      <SegmentedControl
        size="xs"
        aria-label={t('mode.label')}
        data={labModes.map((value) => ({
          value,
          label: t(`mode.${value}`, { n: format.number(count) }),
        }))}
        value={mode}
        onChange={(value) => {
          const picked = labModes.find((each) => each === value)
          if (picked !== undefined) memory.mode.set(picked)
        }}
      />
      <span className={styles.dim}>{t('mode.note')}</span>
    </div>
  )
}

/** Tries filter policies on messages, without sending any: one at a time with the reasons, or many by many. */
export function FilterLab({ memory, subscriptions }: FilterLabProps) {
  const mode = useStore(memory.mode)
  const arn = useStore(memory.arn)
  const messages = useLabMessages(memory)
  const from = subscriptions.find((each) => each.arn === arn)
  const editors = (
    <>
      <PolicyEditor memory={memory} subscriptions={subscriptions} />
      <MessageEditor memory={memory} />
    </>
  )
  const answers = (
    <div className={styles.answers}>
      <Decision memory={memory} />
      {from !== undefined && <WhatIf memory={memory} from={from} messages={messages} />}
    </div>
  )
  return (
    <div className={styles.lab}>
      <ModeChoice memory={memory} count={messages.length} />
      {mode === 'one' ? (
        <SplitPane name="filter-lab" initialPercent={56} left={editors} right={answers} />
      ) : (
        <MessageMatrix memory={memory} subscriptions={subscriptions} messages={messages} />
      )}
    </div>
  )
}
