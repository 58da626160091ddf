import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../lib/store.ts'
import { sendModes } from './lines-source.ts'
import styles from './send-many.module.css'
import type { SendMemory } from './send-memory.ts'
import type { SendPlace } from './send-place.ts'
import { TemplateBar } from './template-bar.tsx'

/** One message, one many times over, or a file of them; and the templates that fill the form. */
export function ModeChoice({ place, memory }: { place: SendPlace; memory: SendMemory }) {
  const { t } = useTranslation('send')
  const mode = useStore(memory.sendMode)
  return (
    <div className={styles.mode}>
      <SegmentedControl
        size="xs"
        aria-label={t(`mode.label.${place.to.kind}`)}
        data={sendModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        value={mode}
        onChange={(value) => {
          const picked = sendModes.find((each) => each === value)
          if (picked !== undefined) memory.sendMode.set(picked)
        }}
      />
      {mode !== 'file' && <TemplateBar place={place} memory={memory} />}
    </div>
  )
}
