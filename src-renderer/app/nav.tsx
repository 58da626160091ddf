import {
  IconArchive,
  IconBraces,
  IconBroadcast,
  IconDropletBolt,
  IconHistory,
  IconLayoutDashboard,
  IconMovie,
  IconSettings,
  IconStack2,
  IconWaveSine,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './nav.module.css'

const sections = [
  { to: '/c/$connectionId/overview', name: 'overview', icon: IconLayoutDashboard },
  { to: '/c/$connectionId/queues', name: 'queues', icon: IconStack2 },
  { to: '/c/$connectionId/topics', name: 'topics', icon: IconBroadcast },
  { to: '/c/$connectionId/streams', name: 'streams', icon: IconWaveSine },
  { to: '/c/$connectionId/captures', name: 'captures', icon: IconArchive },
  { to: '/c/$connectionId/journal', name: 'journal', icon: IconHistory },
] as const
const scenarios = { to: '/c/$connectionId/scenarios', name: 'scenarios', icon: IconMovie } as const
const sandbox = { to: '/c/$connectionId/sandbox', name: 'sandbox', icon: IconDropletBolt } as const
const schemas = { to: '/c/$connectionId/schemas', name: 'schemas', icon: IconBraces } as const
const settings = { to: '/c/$connectionId/settings', name: 'settings', icon: IconSettings } as const

type Section =
  (typeof sections)[number] | typeof scenarios | typeof sandbox | typeof schemas | typeof settings

function NavLink({ section, connectionId }: { section: Section; connectionId: string }) {
  const { t } = useTranslation('shell')
  const SectionIcon: Icon = section.icon
  return (
    <Link
      to={section.to}
      params={{ connectionId }}
      className={styles.link}
      activeProps={{ 'aria-current': 'page' }}
    >
      <SectionIcon size={16} stroke={1.5} aria-hidden="true" />
      {t(`nav.${section.name}`)}
    </Link>
  )
}

/** The sections of the open connection. What is not built is not shown. */
export function Nav({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('shell')
  const shown = connectionId === 'sandbox' ? [...sections, scenarios, sandbox] : sections
  return (
    <nav aria-label={t('nav.label')} className={styles.nav}>
      {shown.map((section) => (
        <NavLink key={section.name} section={section} connectionId={connectionId} />
      ))}
      <span className={styles.gap} />
      <NavLink section={schemas} connectionId={connectionId} />
      <NavLink section={settings} connectionId={connectionId} />
    </nav>
  )
}
