import { memo, useId } from 'react'
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { shareOfLimits } from '#contract'
import type { MappedShard, ShardEdge, ShardLoad } from '#contract'
import { useFormat } from '../../../lib/use-format.ts'
import { shardNumber } from '../timeline/timeline-cells.tsx'
import { BAR_HEIGHT, barHeight, barTop, findNeighbour, mapHeight, percent } from './map-layout.ts'
import styles from './shard-map.module.css'

/** From this share of its limits on a shard is hot. */
export const HOT_SHARE = 0.8
const NUMBER_WIDTH = 28
const RATE_WIDTH = 96
/** Below this a line around each bar would be all that is seen. */
const OUTLINED_WIDTH = 5

interface BarProps {
  shard: MappedShard
  elementId: string
  width: number
  load: ShardLoad | undefined
  isSelected: boolean
  isTaking: boolean
}

function Meter({ shard, share }: { shard: MappedShard; share: number }) {
  const filled = (shard.to - shard.from) * Math.min(1, share)
  return (
    <rect
      className={share >= HOT_SHARE ? styles.hot : styles.meter}
      x={percent(shard.from)}
      y={barTop(shard) + barHeight(shard) - 4}
      width={percent(filled)}
      height={4}
    />
  )
}

function PlainBar({ shard, elementId, width, load, isSelected, isTaking }: BarProps) {
  const { t } = useTranslation('shards')
  const format = useFormat()
  const share = load === undefined ? 0 : shareOfLimits(load.busiest)
  const rate = load === undefined ? undefined : format.number(Math.round(load.perSecond.records))
  const label = [
    t('map.shard', { number: shardNumber(shard.shardId) }),
    t(shard.isOpen ? 'state.open' : 'state.closed'),
    t('map.share', { percent: format.number(Math.round((shard.to - shard.from) * 1000) / 10) }),
    ...(rate === undefined || !shard.isOpen ? [] : [t('map.rate', { rate })]),
  ].join(' · ')
  const kind = shard.isOpen ? styles.open : styles.closed
  return (
    <>
      <g role="option" id={elementId} aria-label={label} aria-selected={isSelected}>
        <title>{label}</title>
        <rect
          data-shard={shard.shardId}
          className={kind}
          data-taking={isTaking}
          data-outlined={width >= OUTLINED_WIDTH}
          x={percent(shard.from)}
          y={barTop(shard)}
          width={percent(shard.to - shard.from)}
          height={barHeight(shard)}
        />
        {shard.isOpen && share > 0 && <Meter shard={shard} share={share} />}
      </g>
      {width >= NUMBER_WIDTH && (
        // Beside the option, whose name says the same in words: read as one, number and rate run together.
        <text
          aria-hidden="true"
          className={styles.label}
          x={percent((shard.from + shard.to) / 2)}
          y={barTop(shard) + barHeight(shard) - BAR_HEIGHT / 2 + 4}
        >
          {shardNumber(shard.shardId)}
          {width >= RATE_WIDTH && shard.isOpen && rate !== undefined && (
            <tspan className={styles.rate} dx={8}>
              {t('map.rate', { rate })}
            </tspan>
          )}
        </text>
      )}
    </>
  )
}

/** Hundreds of them; one renders when something of its own has changed. */
const Bar = memo(PlainBar)

interface EdgesProps {
  edges: readonly ShardEdge[]
  byId: ReadonlyMap<string, MappedShard>
}

/** From a parent down to a child, where both hold the same hash keys. */
function PlainEdges({ edges, byId }: EdgesProps) {
  return edges.map(({ fromId, toId }) => {
    const [parent, child] = [byId.get(fromId), byId.get(toId)]
    if (parent === undefined || child === undefined) return null
    const x = percent((Math.max(parent.from, child.from) + Math.min(parent.to, child.to)) / 2)
    return (
      <line
        key={`${fromId} ${toId}`}
        className={styles.edge}
        x1={x}
        x2={x}
        y1={barTop(parent) + barHeight(parent)}
        y2={barTop(child)}
      />
    )
  })
}
const Edges = memo(PlainEdges)

export interface ShardMapProps {
  shards: readonly MappedShard[]
  edges: readonly ShardEdge[]
  generations: number
  byId: ReadonlyMap<string, MappedShard>
  loads: ReadonlyMap<string, ShardLoad>
  zoom: number
  selectedId: string | undefined
  onSelect: (shardId: string) => void
  /** The shard that takes the key which is sought, and where on the ring the key lies. */
  takingId: string | undefined
  keyPlace: number | undefined
}

/** The shards of a stream to scale: across by hash keys, down from parents to children. */
export function ShardMap(props: ShardMapProps) {
  const { shards, edges, generations, byId, loads, zoom, selectedId, takingId, keyPlace } = props
  const { t } = useTranslation('shards')
  const mapId = useId()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const current = selectedId === undefined ? undefined : byId.get(selectedId)
  const height = mapHeight(generations)
  const choose = (target: EventTarget): void => {
    const shardId = target instanceof SVGElement ? target.parentElement?.id : undefined
    if (shardId?.startsWith(mapId) === true) props.onSelect(shardId.slice(mapId.length + 1))
  }
  return (
    <div className={styles.scroller}>
      <div ref={ref} className={styles.canvas} style={{ width: `${String(zoom * 100)}%` }}>
        <div className={styles.axis} aria-hidden>
          <span>0</span>
          <span>{t('map.axis')}</span>
          <span>
            2<sup>128</sup>
          </span>
        </div>
        <svg
          className={styles.map}
          height={height}
          role="listbox"
          aria-label={t('map.label')}
          aria-activedescendant={selectedId === undefined ? undefined : `${mapId}-${selectedId}`}
          tabIndex={0}
          onClick={(event) => {
            choose(event.target)
          }}
          onKeyDown={(event) => {
            const next = findNeighbour(shards, current, event.key)
            if (next === undefined) return
            event.preventDefault()
            props.onSelect(next.shardId)
          }}
        >
          <Edges edges={edges} byId={byId} />
          {shards.map((shard) => (
            <Bar
              key={shard.shardId}
              shard={shard}
              elementId={`${mapId}-${shard.shardId}`}
              width={width * (shard.to - shard.from)}
              load={loads.get(shard.shardId)}
              isSelected={shard.shardId === selectedId}
              isTaking={shard.shardId === takingId}
            />
          ))}
          {current !== undefined && (
            <rect
              className={styles.selected}
              x={percent(current.from)}
              y={barTop(current)}
              width={percent(current.to - current.from)}
              height={barHeight(current)}
            />
          )}
          {keyPlace !== undefined && (
            <line
              className={styles.key}
              x1={percent(keyPlace)}
              x2={percent(keyPlace)}
              y1={0}
              y2={height}
            />
          )}
        </svg>
      </div>
    </div>
  )
}
