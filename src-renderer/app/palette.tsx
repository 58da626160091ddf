import { useEffect, useState } from 'react'
import '@mantine/spotlight/styles.css'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { releaseKeys } from './early-keys.ts'
import styles from './palette.module.css'
import { usePaletteActions } from './use-palette-actions.tsx'

/** More would be scrolled through, not read. */
const SHOWN = 12

/** Everywhere one can go and what can be set, by typing a part of its name. */
export function Palette({ connectionId, onClose }: { connectionId: string; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const actions = usePaletteActions(connectionId)
  const [query, setQuery] = useState('')
  useEffect(() => {
    spotlight.open()
    return () => void releaseKeys()
  }, [])
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
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
        autoFocus: true,
        onFocus: () => {
          const early = releaseKeys()
          if (early !== '') setQuery((typed) => typed + early)
        },
        size: 'md',
        leftSection: <IconSearch size={16} stroke={1.5} />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      onSpotlightClose={onClose}
    />
  )
}
