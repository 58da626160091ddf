import type { FilteredMessage } from '#contract'
import type { DraftAttribute } from '../draft-attribute.ts'
import { toAttribute } from '../draft-attribute.ts'
import { visibleText } from '../visible-text.ts'

/** What a filter sees of a message, as it is edited. */
export interface LabDraft {
  body: string
  attributes: readonly DraftAttribute[]
}

/** A message of the matrix: kept here, or seen elsewhere. */
export interface LabMessage extends LabDraft {
  id: string
}

export const emptyLabDraft: LabDraft = { body: '', attributes: [] }

/** As main judges it. A row without a name is one that is still being written. */
export function toFiltered({ body, attributes }: LabDraft): FilteredMessage {
  const named = attributes.filter(({ name }) => name !== '').map(toAttribute)
  return {
    body,
    attributes: named.map(({ name, dataType, value }) => ({ name, type: dataType, value })),
  }
}

const LABEL_CHARACTERS = 160

/** One line that tells messages apart: the attributes, which filters mostly look at, then the body. */
export function labelOf({ body, attributes }: LabDraft): string {
  const named = attributes.filter(({ name }) => name !== '')
  const pairs = named.map(({ name, value }) => `${name}=${value.slice(0, LABEL_CHARACTERS)}`)
  const text = body.slice(0, LABEL_CHARACTERS).replaceAll(/\s+/g, ' ')
  return visibleText([...pairs, text].filter((part) => part !== '').join(' · ')).slice(
    0,
    LABEL_CHARACTERS,
  )
}
