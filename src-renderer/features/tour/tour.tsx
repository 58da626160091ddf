import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../lib/store.ts'
import { DismissButton } from '../../ui/dismiss-button.tsx'
import { endTour, tourStep } from './tour-store.ts'
import { tourSteps } from './tour-steps.ts'
import type { TourStep } from './tour-steps.ts'
import styles from './tour.module.css'

interface StripProps {
  index: number
  step: TourStep
  goTo: (step: TourStep) => void
}

function Buttons({ index, step, goTo }: StripProps) {
  const { t } = useTranslation('tour')
  const last = tourSteps.length - 1
  const turnTo = (to: number): void => {
    const next = tourSteps[to]
    if (next === undefined) {
      endTour()
      return
    }
    tourStep.set(to)
    goTo(next)
  }
  return (
    <div className={styles.buttons}>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => {
          goTo(step)
        }}
      >
        {t(`${step}.go`)}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={index === 0}
        onClick={() => {
          turnTo(index - 1)
        }}
      >
        {t('back')}
      </Button>
      <Button
        size="xs"
        onClick={() => {
          turnTo(index + 1)
        }}
      >
        {t(index === last ? 'finish' : 'next')}
      </Button>
      <DismissButton label={t('skip')} onClick={endTour} />
    </div>
  )
}

/** A short way round for who is here for the first time: a strip under the page, over nothing of it. */
export function Tour({ goTo }: { goTo: (step: TourStep) => void }) {
  const { t } = useTranslation('tour')
  const index = useStore(tourStep)
  const step = index === undefined ? undefined : tourSteps[index]
  if (index === undefined || step === undefined) return null
  return (
    <section className={styles.tour} aria-label={t('title')}>
      <div className={styles.words} role="status">
        <h2 className={styles.title}>
          <span className={styles.count}>
            {t('count', { at: index + 1, of: tourSteps.length })}
          </span>
          {t(`${step}.title`)}
        </h2>
        <p className={styles.body}>{t(`${step}.body`)}</p>
      </div>
      <Buttons index={index} step={step} goTo={goTo} />
    </section>
  )
}
