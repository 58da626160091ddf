import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { useTranslation } from 'react-i18next'
import type { Connection, Queue, Stream, Topic } from '#contract'
import { read } from '../api/read.ts'
import { streamList } from '../api/stream-list.ts'
import { topicList } from '../api/topic-list.ts'
import { offeredActions } from '../lib/page-actions.ts'
import { useStore } from '../lib/store.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useOpenTour } from './use-tour.ts'
import { useOpenStream } from './use-open-stream.ts'
import { useOpenTopic } from './use-open-topic.ts'
import { usePreferences } from './use-preferences.ts'

const pages = [
  'overview',
  'queues',
  'topics',
  'streams',
  'captures',
  'journal',
  'schemas',
  'settings',
] as const
const sandboxPages = ['scenarios', 'sandbox'] as const
const themes = ['system', 'light', 'dark'] as const
const languages = ['system', 'en', 'ko'] as const
const noTopics: readonly Topic[] = []
const noStreams: readonly Stream[] = []
const noQueues: readonly Queue[] = []
const noConnections: readonly Connection[] = []

/** What can be done on the page behind the palette, its keys beside it. */
function useOffered(): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const offers = useStore(offeredActions)
  const actions = offers
    .flatMap((offer) => offer.actions)
    .map(({ label, keys, disabled, run }, index) => ({
      id: `here:${String(index)}:${label}`,
      label,
      ...(disabled === undefined ? {} : { description: disabled, disabled: true }),
      ...(keys === undefined ? {} : { rightSection: <Kbd keys={keys} /> }),
      onClick: run,
    }))
  return { group: t('palette.here'), actions }
}

function usePages(connectionId: string): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const shown = connectionId === 'sandbox' ? [...pages, ...sandboxPages] : pages
  const actions = shown.map((page) => ({
    id: `page:${page}`,
    label: t(`nav.${page}`),
    onClick: () =>
      void navigate({ to: `/c/$connectionId/${page}` as const, params: { connectionId } }),
  }))
  return { group: t('palette.pages'), actions }
}

function useQueues(connectionId: string): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const { data } = useQuery(read('queues.list', { connectionId }))
  const actions = (data?.queues ?? noQueues).map(({ name, queueUrl }) => ({
    id: `queue:${queueUrl}`,
    label: name,
    onClick: () =>
      void navigate({
        to: '/c/$connectionId/queues/$queueName',
        params: { connectionId, queueName: name },
        search: { url: queueUrl },
      }),
  }))
  return { group: t('palette.queues'), actions }
}

function useTopics(connectionId: string): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const openTopic = useOpenTopic(connectionId)
  const { data } = useQuery(topicList(connectionId))
  const actions = (data?.topics ?? noTopics).map((topic) => ({
    id: `topic:${topic.topicArn}`,
    label: topic.name,
    onClick: () => {
      openTopic(topic)
    },
  }))
  return { group: t('palette.topics'), actions }
}

function useStreams(connectionId: string): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const openStream = useOpenStream(connectionId)
  const { data } = useQuery(streamList(connectionId))
  const actions = (data?.streams ?? noStreams).map((stream) => ({
    id: `stream:${stream.streamArn}`,
    label: stream.name,
    onClick: () => {
      openStream(stream)
    },
  }))
  return { group: t('palette.streams'), actions }
}

function useConnections(): SpotlightActionGroupData {
  const { t } = useTranslation(['shell', 'common'])
  const navigate = useNavigate()
  const { data } = useQuery(read('connections.list', {}))
  const actions = (data?.connections ?? noConnections).map(({ id, name, region, environment }) => ({
    id: `connection:${id}`,
    label: t('palette.switchTo', { name }),
    description: `${region} · ${t(`common:environment.${environment}`)}`,
    onClick: () => void navigate({ to: '/c/$connectionId/overview', params: { connectionId: id } }),
  }))
  return { group: t('palette.connections'), actions }
}

function usePreferenceActions(): SpotlightActionGroupData {
  const { t } = useTranslation('shell')
  const { update } = usePreferences()
  const openTour = useOpenTour()
  const actions = [
    ...themes.map((theme) => ({
      id: `theme:${theme}`,
      label: t(`palette.theme.${theme}`),
      onClick: () => {
        update({ theme })
      },
    })),
    { id: 'tour', label: t('palette.tour'), onClick: openTour },
    ...languages.map((language) => ({
      id: `language:${language}`,
      label: t(`palette.language.${language}`),
      onClick: () => {
        update({ language })
      },
    })),
  ]
  return { group: t('palette.preferences'), actions }
}

export function usePaletteActions(connectionId: string): SpotlightActionGroupData[] {
  return [
    useOffered(),
    usePages(connectionId),
    useQueues(connectionId),
    useTopics(connectionId),
    useStreams(connectionId),
    useConnections(),
    usePreferenceActions(),
  ]
}
