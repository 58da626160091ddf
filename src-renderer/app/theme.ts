import { Button, Modal, Tooltip, createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

/** Water over stone: blue with some green in it. Shade 8 is the accent on light, 4 on dark. */
const weir: MantineColorsTuple = [
  '#eef7fb',
  '#dcedf4',
  '#b7dbe8',
  '#8ecadf',
  '#62b9d9',
  '#3c9dc0',
  '#1a7a9c',
  '#107393',
  '#0b6a8a',
  '#075670',
]

/** Mantine's dark greys, cooled to the window's own (tokens.css): text first, deepest ground last. */
const dark: MantineColorsTuple = [
  '#e3e5e8',
  '#c3c7cd',
  '#9ba1ab',
  '#868c97',
  '#373b42',
  '#2d3036',
  '#23262b',
  '#1b1d21',
  '#16181b',
  '#101214',
]

/** Overrides Mantine's defaults to the density of a desktop tool: 13 px, radius 4, short motion. */
export const theme = createTheme({
  primaryColor: 'weir',
  primaryShade: { light: 8, dark: 6 },
  colors: { weir, dark },
  fontFamily: 'var(--weir-sans)',
  fontFamilyMonospace: 'var(--weir-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '13px', xl: '16px' },
  lineHeights: { xs: '1.5', sm: '1.54', md: '1.54', lg: '1.54', xl: '1.5' },
  defaultRadius: 4,
  cursorType: 'default',
  respectReducedMotion: true,
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '13px' }, h2: { fontSize: '13px' } } },
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 80, transition: 'fade' },
        padding: 'md',
        closeButtonProps: { size: 'sm' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
      // In the dark a shadow alone has no edge.
      styles: { content: { border: '1px solid var(--weir-line)' }, title: { fontWeight: 600 } },
    }),
    // By name, since the shell starts without menus. The element that Mantine puts into an open one to take the focus
    // is none that a menu may have (axe: aria-required-children): it was given a role (mantinedev/mantine#8971, #9004),
    // but still takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 80 }, withinPortal: true },
    }),
  },
})
