import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../../ui/search-field.tsx'
import styles from '../captures.module.css'
import { GroupChips } from './groups/group-chips.tsx'
import { nothingSought } from './wish.ts'
import type { Wish } from './wish.ts'

interface FindBarProps {
  wish: Wish
  onWish: (change: Partial<Wish>) => void
  /** Beside what is sought: what else can be done with it. */
  tools: ReactNode
  children: ReactNode
}

function More({ wish, onWish }: Omit<FindBarProps, 'tools' | 'children'>) {
  const { t } = useTranslation('captures')
  const field = (name: Exclude<keyof Wish, 'text' | 'groups'>) => ({
    size: 'xs' as const,
    'aria-label': t(`find.${name}`),
    placeholder: t(`find.${name}`),
    value: wish[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      onWish({ [name]: value })
    },
  })
  const className = styles.attribute ?? ''
  return (
    <>
      <TextInput {...field('attribute')} className={className} spellCheck={false} />
      <TextInput {...field('value')} className={className} disabled={wish.attribute === ''} />
      <TextInput {...field('from')} type="datetime-local" step={1} title={t('find.from')} />
      <TextInput {...field('until')} type="datetime-local" step={1} title={t('find.until')} />
      <TextInput
        {...field('expression')}
        className={styles.expression ?? ''}
        title={t('find.expressionHint')}
        spellCheck={false}
        autoComplete="off"
      />
    </>
  )
}

/** What is looked for in the capture; found while it is typed. */
export function FindBar({ wish, onWish, tools, children }: FindBarProps) {
  const { t } = useTranslation('captures')
  const { text, groups, ...others } = wish
  const [isOpen, setOpen] = useState(false)
  // A filter that was chosen is seen in all its parts.
  if (!isOpen && Object.values(others).some((each) => each !== '')) setOpen(true)
  return (
    <div role="search" aria-label={t('find.label')} className={styles.bar}>
      <SearchField
        label={t('find.text')}
        value={text}
        className={styles.search}
        onChange={(typed) => {
          onWish({ text: typed })
        }}
      />
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-expanded={isOpen}
        leftSection={<IconFilter size={14} aria-hidden />}
        onClick={() => {
          // Fields that are not seen must not narrow.
          if (isOpen) onWish({ ...nothingSought, text, groups })
          setOpen(!isOpen)
        }}
      >
        {t(isOpen ? 'find.fewer' : 'find.more')}
      </Button>
      {tools}
      {isOpen && <More wish={wish} onWish={onWish} />}
      <GroupChips
        groups={groups}
        onGroups={(left) => {
          onWish({ groups: left })
        }}
      />
      {children}
    </div>
  )
}
