/** The parts of a stream's page, as the address names them. */
// One a line: each part joins by itself.
// prettier-ignore
export const streamTabs = [
  'timeline',
  'shards',
  'put',
  'manage',
  'tags',
] as const
export type StreamTab = (typeof streamTabs)[number]

export function findStreamTab(text: unknown): StreamTab | undefined {
  return streamTabs.find((tab) => tab === text)
}
