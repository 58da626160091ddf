import { useEffect } from 'react'
import '@mantine/spotlight/styles.css'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './palette.module.css'
import { usePaletteActions } from './use-palette-actions.tsx'

/** More would be scrolled through, not read. */
const SHOWN = 12

/** Everywhere one can go and what can be set, by typing a part of its name. */
export function Palette({ connectionId, onClose }: { connectionId: string; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const actions = usePaletteActions(connectionId)
  useEffect(() => {
    spotlight.open()
  }, [])
  return (
    <Spotlight
      actions={actions}
      limit={SHOWN}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      transitionProps={{ duration: 60, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      classNames={{
        content: styles.content,
        search: styles.search,
        actionsGroup: styles.group,
        action: styles.action,
        actionsList: styles.list,
      }}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      scrollable
      maxHeight={420}
      size={560}
      searchProps={{
        // At once: what is typed right after the key must not fall into the page behind it.
        autoFocus: true,
        size: 'md',
        leftSection: <IconSearch size={16} stroke={1.5} />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      onSpotlightClose={onClose}
    />
  )
}
