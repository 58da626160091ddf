import type { DecoderStep, Message } from '#contract'
import { PayloadBody } from './payload-body.tsx'
import type { BodyMode } from './payload-body.tsx'
import type { BodyOrigin } from './read-as.tsx'

interface MessageBodyProps {
  message: Message
  origin?: BodyOrigin | undefined
  wanted: BodyMode
  onMode: (mode: BodyMode) => void
  onToggle: (step: DecoderStep) => void
}

/** The body of a message, which is always text. */
export function MessageBody({ message, ...shown }: MessageBodyProps) {
  const { messageId, body, bodyBytes, decoded, damage } = message
  const payload = {
    id: messageId,
    text: body,
    bytes: bodyBytes,
    decoded,
    isDamaged: damage !== undefined,
  }
  return <PayloadBody payload={payload} {...shown} />
}
