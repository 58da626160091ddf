import { IconChevronRight } from '@tabler/icons-react'
import { Link, useMatches } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MiddleTruncate } from '../ui/middle-truncate.tsx'
import styles from './top-bar.module.css'

export type SectionName =
  | 'overview'
  | 'queues'
  | 'topics'
  | 'streams'
  | 'captures'
  | 'journal'
  | 'scenarios'
  | 'sandbox'
  | 'schemas'
  | 'settings'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    section?: SectionName
  }
}

/** The list that a thing of this section is in. */
const lists = {
  queues: '/c/$connectionId/queues',
  topics: '/c/$connectionId/topics',
  streams: '/c/$connectionId/streams',
  captures: '/c/$connectionId/captures',
} as const

function hasList(section: SectionName): section is keyof typeof lists {
  return section in lists
}

/** Section, and the thing in it that is open. */
export function Breadcrumb() {
  const { t } = useTranslation('shell')
  const match = useMatches().at(-1)
  const section = match?.staticData.section
  if (match === undefined || section === undefined) return <span className={styles.crumbs} />
  // Only the pages of one queue, topic, stream or capture have a name in their path.
  // The router's union of all routes' parameters, none of which any one route has for sure.
  const params = match.params as Partial<Record<string, string>>
  const { connectionId = '', queueName, topicName, streamName, captureName } = params
  const name = queueName ?? topicName ?? streamName ?? captureName
  return (
    <nav aria-label={t('breadcrumb')} className={styles.crumbs}>
      {name === undefined ? (
        <h1 className={styles.crumb}>{t(`nav.${section}`)}</h1>
      ) : (
        <>
          <Link
            to={lists[hasList(section) ? section : 'queues']}
            params={{ connectionId }}
            className={styles.parent}
          >
            {t(`nav.${section}`)}
          </Link>
          <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          <h1 className={styles.crumb}>
            <MiddleTruncate text={name} />
          </h1>
        </>
      )}
    </nav>
  )
}
