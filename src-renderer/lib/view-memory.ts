/**
 * Where a list was left: scroll and selection, so that coming back finds it as it was. For as long as the window
 * lives; what should outlast it belongs into the route or to main.
 */
export interface ViewMemory {
  scrollTop: number
  selectedId: string | undefined
}

const memory = new Map<string, ViewMemory>()

export function recallView(key: string): ViewMemory {
  return memory.get(key) ?? { scrollTop: 0, selectedId: undefined }
}

export function keepView(key: string, view: Partial<ViewMemory>): void {
  memory.set(key, { ...recallView(key), ...view })
}
