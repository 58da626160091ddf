import { PREVIEW_CHARACTERS } from '#contract'

/** Cuts without leaving half of a character behind. */
export function previewOf(body: string): string {
  const cut = body.slice(0, PREVIEW_CHARACTERS)
  const endsInside = cut.length < body.length && /[\uD800-\uDBFF]$/.test(cut)
  return (endsInside ? cut.slice(0, -1) : cut).toWellFormed()
}
