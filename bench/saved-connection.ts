import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SavedConnections } from '../src-main/connections/connection-store.ts'
import { connectionSchema } from '#contract'

export const benchConnectionId = 'c-bench'

/** Saved as Weir saves it, so that it is there when Weir starts. */
export function saveConnection(folder: string, endpoint: string): void {
  const connection = connectionSchema.parse({
    id: benchConnectionId,
    name: 'Bench',
    target: { kind: 'emulator', endpoint },
    region: 'us-east-1',
    environment: 'local',
    guard: 'open',
  })
  const saved: SavedConnections = { version: 1, connections: [connection], sandboxGuard: 'open' }
  writeFileSync(join(folder, 'connections.json'), JSON.stringify({ value: saved }))
}
