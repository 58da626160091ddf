import { hostname, userInfo } from 'node:os'

/** Who made a tap, for whoever finds its queue. A system without user names has at least its own. */
export function tapOwner(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch {
    return hostname()
  }
}
