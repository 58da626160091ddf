/** `2026-11-23T08:15:00`, in the zone of this machine, as a field for a moment wants it. */
export function localMoment(atMs: number): string {
  const offsetMs = new Date(atMs).getTimezoneOffset() * 60_000
  return new Date(atMs - offsetMs).toISOString().slice(0, 19)
}
