export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined where the text is no policy; no text is a policy without statements. */
export function findStatements(policy: string): Json[] | undefined {
  if (policy.trim() === '') return []
  try {
    const read: unknown = JSON.parse(policy)
    if (!isObject(read)) return undefined
    const { Statement } = read
    const listed: unknown[] = Array.isArray(Statement) ? Statement : [Statement]
    return listed.every(isObject) ? listed : undefined
  } catch {
    return undefined // what is no JSON is no policy
  }
}

/** What people call a statement: its `Sid`, or its place from 1. */
export function statementName({ Sid }: Json, index: number): string {
  return typeof Sid === 'string' && Sid !== '' ? Sid : String(index + 1)
}
