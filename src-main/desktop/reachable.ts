/** A rectangle on the desktop, in Electron's pixels. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Pixels of the window that must be on some display, or it could not be dragged back. */
const visibleMargin = 100

/** True when enough of the window lies on one of the displays (which may have been unplugged since). */
export function isReachable(bounds: Area, displays: readonly Area[]): boolean {
  return displays.some((display) => {
    const width =
      Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x)
    const height =
      Math.min(bounds.y + bounds.height, display.y + display.height) - Math.max(bounds.y, display.y)
    return width >= visibleMargin && height >= visibleMargin
  })
}
