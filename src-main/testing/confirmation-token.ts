import { z } from '#contract/z'

const refusalSchema = z.object({
  code: z.literal('guarded'),
  data: z.object({ refusal: z.object({ reason: z.literal('confirm'), token: z.string() }) }),
})

/** Calls what must be confirmed and takes the token from its refusal. @throws when it was not refused so */
export async function tokenOfRefusal(call: () => Promise<unknown>): Promise<string> {
  const refusal: unknown = await call().catch((error: unknown) => error)
  return refusalSchema.parse(refusal).data.refusal.token
}
