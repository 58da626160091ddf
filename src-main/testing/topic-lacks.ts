import type { EditableTopicAttribute } from '#contract'

/** Attributes that fauxqs takes on creation and refuses in SetTopicAttributes. Measured, and measured again by the suite. */
export const fauxqsUnsettable: ReadonlySet<EditableTopicAttribute> = new Set([
  'MaximumMessageSize',
  'FifoThroughputScope',
  'ArchivePolicy',
])
