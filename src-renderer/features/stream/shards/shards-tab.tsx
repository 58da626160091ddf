import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { ActionIcon, Button, Tabs } from '@mantine/core'
import { IconMinus, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '#contract'
import { useErrorWords } from '../../../api/error-words.ts'
import { read } from '../../../api/read.ts'
import { useNow } from '../../../lib/now.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../../ui/split-pane.tsx'
import type { StreamFacts } from '../stream-facts.ts'
import { IteratorsPane } from './iterators-pane.tsx'
import { KeyBar } from './key-bar.tsx'
import { ReshardButtons } from './reshard-buttons.tsx'
import { ShardMap } from './shard-map.tsx'
import { ShardTable } from './shard-table.tsx'
import styles from './shards.module.css'
import { TopKeys } from './top-keys.tsx'
import { usePlacement } from '../use-placement.ts'
import { useMeasuring, useShardWatch } from './use-shard-watch.ts'
import type { ShardWatch } from './use-shard-watch.ts'

const MOST_ZOOM = 32
/** A tail that reads says so at least this often. */
const OLD_MS = 5_000

type Mapped = OutputOf<'shards.map'>

interface ScreenProps {
  facts: StreamFacts
  map: Mapped
  onRefresh: () => void
}

function Measured({ load, isMeasuring }: { load: ShardWatch['load']; isMeasuring: boolean }) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const readAtMs = load?.readAtMs
  const isOld = useNow((nowMs) => readAtMs !== undefined && nowMs - readAtMs > OLD_MS)
  const nothing = isMeasuring ? '' : t('measure.none')
  const now = isOld ? t('measure.old', { time: format.clock(readAtMs ?? 0) }) : t('measure.now')
  return <span className={styles.measured}>{readAtMs === undefined ? nothing : now}</span>
}

interface ToolsProps {
  zoom: number
  onZoom: (zoom: number) => void
  isMeasuring: boolean
  onMeasure: () => void
  readsPerSecond: number
  onRefresh: () => void
}

function Tools({ zoom, onZoom, isMeasuring, onMeasure, readsPerSecond, onRefresh }: ToolsProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const icon = { size: 'sm', variant: 'subtle', color: 'gray' } as const
  const button = (
    label: string,
    Icon: typeof IconPlus,
    { run, isOff = false }: { run: () => void; isOff?: boolean },
  ) => (
    <ActionIcon {...icon} aria-label={label} title={label} disabled={isOff} onClick={run}>
      <Icon size={14} aria-hidden />
    </ActionIcon>
  )
  const cost = t('measure.cost', { n: format.number(readsPerSecond) })
  return (
    <div className={styles.tools}>
      <Button size="xs" variant="default" title={cost} onClick={onMeasure}>
        {t(isMeasuring ? 'measure.stop' : 'measure.start')}
      </Button>
      {button(t('map.zoomOut'), IconMinus, { run: () => onZoom(zoom / 2), isOff: zoom <= 1 })}
      {button(t('map.zoomIn'), IconPlus, { run: () => onZoom(zoom * 2), isOff: zoom >= MOST_ZOOM })}
      {button(t('map.refresh'), IconRefresh, { run: onRefresh })}
    </div>
  )
}

function useMap({ shards }: Mapped, load: ShardWatch['load']) {
  const byId = useMemo(() => new Map(shards.map((shard) => [shard.shardId, shard])), [shards])
  const loads = useMemo(() => new Map(load?.shards.map((each) => [each.shardId, each])), [load])
  return { byId, loads }
}

/** What is chosen and sought on this screen. */
function useScreen({ detail }: StreamFacts, { shards }: Mapped) {
  const [sought, setSought] = useState({ partitionKey: '', explicitHashKey: '' })
  const [chosenId, setChosenId] = useState<string>()
  const [zoom, setZoom] = useState(1)
  const placement = usePlacement(sought, shards, detail?.distribution ?? 'by-key')
  const taking = placement?.kind === 'shard' ? placement : undefined
  const firstOpen = shards.find(({ isOpen }) => isOpen)
  const selected = shards.find(({ shardId }) => shardId === chosenId) ?? firstOpen
  return { sought, setSought, setChosenId, zoom, setZoom, selected, placement, taking }
}

interface DetailsProps {
  part: string | null
  onPart: (part: string | null) => void
  /** Iterators that are held. */
  live: number
  iterators: ReactNode
  keys: ReactNode
}

function Details({ part, onPart, live, iterators, keys }: DetailsProps) {
  const { t } = useTranslation('shards')
  return (
    <Tabs value={part} onChange={onPart} keepMounted={false} className={styles.column}>
      <Tabs.List className={styles.list} aria-label={t('parts')}>
        <Tabs.Tab value="iterators">{t('live.tab', { n: live })}</Tabs.Tab>
        <Tabs.Tab value="keys">{t('keys.title')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="iterators" className={styles.column}>
        {iterators}
      </Tabs.Panel>
      <Tabs.Panel value="keys" className={styles.column}>
        {keys}
      </Tabs.Panel>
    </Tabs>
  )
}

function Screen({ facts, map, onRefresh }: ScreenProps) {
  const { t } = useTranslation('shards')
  const wordError = useErrorWords()
  const screen = useScreen(facts, map)
  const { sought, setSought, setChosenId, zoom, setZoom, selected, placement, taking } = screen
  const [isMeasuring, setMeasuring] = useState(false)
  const [part, setPart] = useState<string | null>('iterators')
  const { iterators, load } = useShardWatch(facts)
  const measuring = useMeasuring(facts, isMeasuring)
  const { byId, loads } = useMap(map, load)
  const shardTable = (
    <ShardTable
      shards={map.shards}
      loads={loads}
      selectedId={selected?.shardId}
      onSelect={setChosenId}
      onOpen={() => {
        setPart('iterators')
      }}
    />
  )
  const details = (
    <Details
      part={part}
      onPart={setPart}
      live={iterators.length}
      iterators={
        <IteratorsPane
          facts={facts}
          iterators={iterators}
          shardId={selected?.shardId}
          onEnded={onRefresh}
        />
      }
      keys={
        <TopKeys
          load={load}
          selected={sought.partitionKey}
          onSelect={(partitionKey) => {
            setSought({ partitionKey, explicitHashKey: '' })
          }}
          onMeasure={() => {
            setMeasuring(true)
          }}
        />
      }
    />
  )
  return (
    <>
      <KeyBar sought={sought} onSought={setSought} placement={placement}>
        <Measured load={load} isMeasuring={isMeasuring} />
        <ReshardButtons facts={facts} shard={selected} />
        <Tools
          zoom={zoom}
          onZoom={setZoom}
          isMeasuring={isMeasuring}
          onMeasure={() => setMeasuring(!isMeasuring)}
          readsPerSecond={measuring.readsPerSecond}
          onRefresh={onRefresh}
        />
      </KeyBar>
      {measuring.error !== undefined && <ErrorNotice compact words={wordError(measuring.error)} />}
      {!map.isWhole && <p className={styles.note}>{t('map.notWhole')}</p>}
      <ShardMap
        {...map}
        byId={byId}
        loads={loads}
        zoom={zoom}
        selectedId={selected?.shardId}
        onSelect={setChosenId}
        takingId={taking?.shardId}
        keyPlace={taking?.place}
      />
      <div className={styles.panes}>
        <SplitPane name="shards" initialPercent={44} left={shardTable} right={details} />
      </div>
    </>
  )
}

/** Where the stream's keys go, how its shards came to be, and the iterators that read them. */
export function ShardsTab({ facts }: { facts: StreamFacts }) {
  const wordError = useErrorWords()
  const at = { connectionId: facts.connection.id, streamArn: facts.streamArn }
  const mapped = useQuery(read('shards.map', at))
  const refresh = (): void => {
    void mapped.refetch()
  }
  return (
    <div className={styles.column}>
      {mapped.isPending && <SkeletonRows count={8} />}
      {mapped.error !== null && (
        <ErrorNotice
          compact={mapped.data !== undefined}
          words={wordError(mapped.error)}
          onRetry={refresh}
        />
      )}
      {mapped.data !== undefined && <Screen facts={facts} map={mapped.data} onRefresh={refresh} />}
    </div>
  )
}
