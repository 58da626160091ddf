import type { CSSVariablesResolver } from '@mantine/core'

const colors = {
  '--mantine-color-body': 'var(--weir-surface)',
  '--mantine-color-text': 'var(--weir-text)',
  '--mantine-color-dimmed': 'var(--weir-dim)',
  '--mantine-color-placeholder': 'var(--weir-faint)',
  '--mantine-color-default': 'var(--weir-surface)',
  '--mantine-color-default-hover': 'var(--weir-hover)',
  '--mantine-color-default-color': 'var(--weir-text)',
  '--mantine-color-default-border': 'var(--weir-line)',
  '--mantine-color-anchor': 'var(--weir-accent)',
  '--mantine-color-error': 'var(--weir-danger)',
}

/**
 * Mantine's own greys, pointed at the window's: a menu of Mantine's and a table of ours are then of one piece. Given
 * for each scheme, because Mantine's own are set there and would win.
 */
export const resolveColors: CSSVariablesResolver = () => ({
  variables: {},
  light: colors,
  dark: colors,
})
