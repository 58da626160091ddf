const ROW_HEIGHT = 28
const OVERSCAN = 10

/** The least that scrolls as many rows: some elements in absolute places, filled anew as they come into view. */
export function mount(count: number): HTMLElement {
  const grid = document.createElement('div')
  grid.style.cssText = 'position:fixed;inset:0;overflow:auto;contain:strict;font:13px sans-serif'
  const body = document.createElement('div')
  body.style.cssText = `position:relative;height:${String(count * ROW_HEIGHT)}px`
  grid.append(body)
  document.body.append(grid)
  const shown = new Map<number, HTMLElement>()
  const fill = (): void => {
    const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - OVERSCAN)
    const rows = Math.ceil(grid.clientHeight / ROW_HEIGHT) + 2 * OVERSCAN
    const last = Math.min(count - 1, first + rows)
    for (const [at, row] of shown) {
      if (at >= first && at <= last) continue
      row.remove()
      shown.delete(at)
    }
    for (let at = first; at <= last; at++) if (!shown.has(at)) shown.set(at, makeRow(at))
  }
  const makeRow = (at: number): HTMLElement => {
    const row = document.createElement('div')
    row.dataset['index'] = String(at)
    row.style.cssText = `position:absolute;top:0;width:100%;height:28px;display:flex;gap:16px;contain:strict;transform:translateY(${String(at * ROW_HEIGHT)}px)`
    for (const text of ['10:02:11', '2', '1.2 kB', String(at), `{"order":"o-${String(at)}"}`]) {
      const cell = document.createElement('div')
      cell.textContent = text
      row.append(cell)
    }
    body.append(row)
    return row
  }
  grid.addEventListener('scroll', fill, { passive: true })
  fill()
  return grid
}
