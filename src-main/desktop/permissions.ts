import type { Session } from 'electron'

/** The whole list. Everything else (camera, location, notifications, reading the clipboard, …) is refused. */
const allowed = new Set<string>([
  'clipboard-sanitized-write', // "copy" on a message
])

/** In both handlers: a permission that is only refused on request may still be granted by a check. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    callback(allowed.has(permission))
  })
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
}
