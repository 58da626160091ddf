import { useTranslation } from 'react-i18next'
import type { SendPlace } from './send-place.ts'

/** Messages are sent to a queue and published to a topic. */
export function useManyWords({ connection, name, to }: SendPlace) {
  const { t } = useTranslation('send')
  const { kind } = to
  return {
    verb: (count: number) => t(`many.${kind}.verb`, { count }),
    confirm: (count: number, verb = t(`many.${kind}.verb`, { count })) => {
      const words = { count, name, connection: connection.name }
      return {
        title: t(`many.${kind}.confirmTitle`, words),
        body: t(`many.${kind}.confirmBody`, words),
        verb,
      }
    },
  }
}
