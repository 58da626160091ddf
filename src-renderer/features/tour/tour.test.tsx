import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { startI18n } from '../../lib/i18n.ts'
import { endTour, startTour } from './tour-store.ts'
import { tourSteps } from './tour-steps.ts'
import type { TourStep } from './tour-steps.ts'
import { Tour } from './tour.tsx'

startI18n('en')
beforeEach(endTour)

function show() {
  const goTo = vi.fn<(step: TourStep) => void>()
  render(
    <MantineProvider env="test">
      <Tour goTo={goTo} />
    </MantineProvider>,
  )
  const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
  return { goTo, press, places: () => goTo.mock.calls.flat() }
}

it('is not there until it is begun', () => {
  show()
  expect(screen.queryByRole('region')).toBeNull()
})

it('goes from step to step, and to the place of each, until it is finished', async () => {
  startTour()
  const { press, places } = show()
  expect(screen.getByRole('heading').textContent).toBe('1 of 5This is the sandbox')
  expect(screen.getByRole('button', { name: 'Back' })).toHaveProperty('disabled', true)
  for (let turn = 1; turn < tourSteps.length; turn += 1) await press('Next')
  expect(places()).toEqual(['look', 'send', 'redrive', 'scenarios'])
  expect(screen.getByRole('heading').textContent).toBe('5 of 5What queues are for')
  await press('Finish')
  expect(screen.queryByRole('region')).toBeNull()
})

it('goes back, and leads to its place again after one has wandered off', async () => {
  startTour()
  const { press, places } = show()
  await press('Next')
  await press('Back')
  await press('To the overview')
  expect(places()).toEqual(['look', 'sandbox', 'sandbox'])
})

it('is skipped at any step', async () => {
  startTour()
  const { press } = show()
  await press('Next')
  await press('Skip the tour')
  expect(screen.queryByRole('region')).toBeNull()
})
