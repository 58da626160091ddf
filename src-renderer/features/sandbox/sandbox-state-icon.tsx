import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleOff,
  IconLoader,
  IconRotate2,
} from '@tabler/icons-react'
import type { SandboxState } from '#contract'

const icons = {
  starting: IconLoader,
  ready: IconCircleCheck,
  restarting: IconRotate2,
  failed: IconAlertTriangle,
  stopped: IconCircleOff,
} as const

export function SandboxStateIcon({ state }: Pick<SandboxState, 'state'>) {
  const StateIcon = icons[state]
  return <StateIcon size={14} stroke={1.5} aria-hidden />
}
