import { useMemo } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Capture, EntryGroup, GroupCount } from '#contract'
import { useFormat } from '../../../../lib/use-format.ts'
import { DataTable } from '../../../../ui/data-table.tsx'
import { ProgressBar } from '../../../../ui/progress-bar.tsx'
import { FindProblems } from '../find-problems.tsx'
import type { Filter } from '../use-entries.ts'
import { useGroupColumns } from './group-columns.tsx'
import { groupLines, groupWords } from './group-words.ts'
import { GroupingBar, findGrouping } from './grouping-bar.tsx'
import type { FieldsDraft, Way } from './grouping-bar.tsx'
import styles from './groups.module.css'
import { GROUPS_MAX } from './merge-groups.ts'
import { useGroups } from './use-groups.ts'
import type { Grouping, Groups } from './use-groups.ts'

/** How entries are grouped; kept while the pane is closed. */
export interface GroupsDraft {
  way: Way
  fields: FieldsDraft
}
export const newGroups: GroupsDraft = { way: 'source', fields: { paths: '', names: '' } }

const LABEL_CHARACTERS = 200

function isSame(a: Grouping, b: Grouping): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A filter without its own group, so that the others are still there to be chosen. */
function withoutOwn(filter: Filter | undefined, grouping: Grouping): Filter | undefined {
  if (filter === undefined) return undefined
  const { groups = [], ...rest } = filter
  const others = groups.filter((group) => !isSame(group.grouping, grouping))
  const left = others.length === 0 ? rest : { ...rest, groups: others }
  return Object.keys(left).length === 0 ? undefined : left
}

function Progress({ groups, capture }: { groups: Groups; capture: Capture }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { isCounting, isEnd, lookedAt, total, others, rows, error } = groups
  const words = {
    ...{
      count: rows.length,
      n: format.number(rows.length),
      entries: t('page.entries', { count: total, n: format.number(total) }),
    },
    ...{ lookedAt: format.number(lookedAt), total: format.number(capture.entryCount) },
  }
  const said = (): string => {
    if (isEnd) return t('groups.counted', words)
    return isCounting ? t('groups.counting', words) : t('groups.stopped', words)
  }
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span role="status" className={styles.said}>
          {said()}
        </span>
        {!isEnd && isCounting && (
          <Button size="compact-xs" variant="default" onClick={groups.stop}>
            {t('groups.stop')}
          </Button>
        )}
        {!isEnd && !isCounting && error === null && (
          <Button size="compact-xs" variant="default" onClick={groups.goOn}>
            {t('groups.goOn')}
          </Button>
        )}
      </div>
      {isCounting && (
        <ProgressBar
          label={t('groups.progress')}
          value={lookedAt}
          total={Math.max(1, capture.entryCount)}
        />
      )}
      {others > 0 && (
        <p className={styles.others}>
          {t('groups.others', {
            count: others,
            n: format.number(others),
            max: format.number(GROUPS_MAX),
          })}
        </p>
      )}
    </div>
  )
}

function Chosen({ group, grouping }: { group: GroupCount; grouping: Grouping }) {
  const { t } = useTranslation('captures')
  const format = useFormat()
  const { firstSentAtMs: from, lastSentAtMs: until } = group
  return (
    <section className={styles.chosen} aria-label={t('groups.chosen')}>
      {from !== undefined && until !== undefined && (
        <span className={styles.span}>
          {t('page.span', { from: format.dateTime(from), until: format.dateTime(until) })}
        </span>
      )}
      {groupLines(group.facts, grouping, t).map((line) => (
        <code key={line}>{line}</code>
      ))}
    </section>
  )
}

interface CountedProps {
  capture: Capture
  filter: Filter | undefined
  grouping: Grouping
  onChoose: (group: EntryGroup) => void
}

function CountedGroups({ capture, filter, grouping, onChoose }: CountedProps) {
  const { t } = useTranslation('captures')
  const groups = useGroups(capture, withoutOwn(filter, grouping), grouping)
  const columns = useGroupColumns(grouping, groups.total)
  const own = filter?.groups?.find((group) => isSame(group.grouping, grouping))
  const chosen = groups.rows.find(({ key }) => key === own?.key)
  const { failed: count, message, error, goOn } = groups
  return (
    <>
      <Progress groups={groups} capture={capture} />
      <FindProblems error={error} failed={{ count, message }} retry={goOn} />
      <div className={styles.table}>
        <DataTable
          label={t('groups.label')}
          rows={groups.rows}
          columns={columns}
          getId={({ key }) => key}
          initialSort={{ id: 'count', desc: true }}
          selectedId={own?.key}
          onSelect={(id) => {
            const group = groups.rows.find(({ key }) => key === id)
            if (group === undefined) return
            const label = groupWords(group.facts, t).slice(0, LABEL_CHARACTERS)
            onChoose({ grouping, key: group.key, label })
          }}
        />
      </div>
      {chosen !== undefined && <Chosen group={chosen} grouping={grouping} />}
    </>
  )
}

interface GroupsPaneProps extends Omit<CountedProps, 'grouping'> {
  draft: GroupsDraft
  onDraft: (change: Partial<GroupsDraft>) => void
  onClose: () => void
}

/** Groups of like entries of what fits; the one that is chosen narrows the list. */
export function GroupsPane({ draft, onDraft, onClose, ...counted }: GroupsPaneProps) {
  const { t } = useTranslation('captures')
  const { way, fields } = draft
  const grouping = useMemo(() => findGrouping(way, fields), [way, fields])
  return (
    <section className={styles.pane} aria-label={t('groups.title')}>
      <GroupingBar
        way={way}
        onWay={(picked) => {
          onDraft({ way: picked })
        }}
        draft={fields}
        onDraft={(typed) => {
          onDraft({ fields: typed })
        }}
        onClose={onClose}
      />
      {grouping === undefined ? (
        <p className={styles.hint}>{t('groups.nameFields')}</p>
      ) : (
        <CountedGroups key={JSON.stringify(grouping)} {...counted} grouping={grouping} />
      )}
    </section>
  )
}
