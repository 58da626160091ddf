/** The three words with which the page, the preload and the main process hand over the window's one port. */
export const door = {
  /** Page to preload: I am listening. */
  ready: 'weir:ready',
  /** Preload to main: who sends this may have a port, if it is the window's own page. */
  connect: 'weir:connect',
  /** Main to preload to page, with the port. */
  port: 'weir:port',
} as const
