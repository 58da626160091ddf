import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { scenarioNames } from '#contract'
import type { ScenarioName } from '#contract'
import { findQueueTab } from '../features/queue/queue-tabs.ts'
import type { QueueTab } from '../features/queue/queue-tabs.ts'
import { findStreamTab } from '../features/stream/stream-tabs.ts'
import type { StreamTab } from '../features/stream/stream-tabs.ts'
import { findTopicTab } from '../features/topic/topic-tabs.ts'
import type { TopicTab } from '../features/topic/topic-tabs.ts'
import { findRemembered } from '../lib/remembered.ts'
import { CrashNotice } from './crash-notice.tsx'
import { MissingPage } from './missing-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ notFoundComponent: MissingPage })

/** Where the window was last. */
function startConnection(): string {
  return findRemembered('connection') ?? 'sandbox'
}

// Said before the router looks: a redirect would cost the first frame a second round.
if (location.hash.length <= '#/'.length) {
  location.replace(`#/c/${encodeURIComponent(startConnection())}/overview`)
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const connectionId = startConnection()
    // oxlint-disable-next-line typescript/only-throw-error -- TanStack Router redirects by what is thrown
    throw redirect({ to: '/c/$connectionId/overview', params: { connectionId } })
  },
})

const connection = createRoute({
  getParentRoute: () => root,
  path: '/c/$connectionId',
  component: Shell,
})

const overview = createRoute({
  getParentRoute: () => connection,
  path: 'overview',
  staticData: { section: 'overview' },
  component: lazyRouteComponent(() => import('./overview-route.tsx'), 'OverviewRoute'),
})

/** What is searched for in a list, as the address has it. */
function findSearchText(search: Record<string, unknown>): { q?: string } {
  return typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}
}

const queues = createRoute({
  getParentRoute: () => connection,
  path: 'queues',
  staticData: { section: 'queues' },
  validateSearch: findSearchText,
  component: lazyRouteComponent(() => import('./queues-route.tsx'), 'QueuesRoute'),
})

const queue = createRoute({
  getParentRoute: () => connection,
  path: 'queues/$queueName',
  staticData: { section: 'queues' },
  validateSearch: (search: Record<string, unknown>): { url: string; tab?: QueueTab } => {
    const url = typeof search['url'] === 'string' ? search['url'] : ''
    const tab = findQueueTab(search['tab'])
    return tab === undefined ? { url } : { url, tab }
  },
  component: lazyRouteComponent(() => import('./queue-route.tsx'), 'QueueRoute'),
})

const topics = createRoute({
  getParentRoute: () => connection,
  path: 'topics',
  staticData: { section: 'topics' },
  validateSearch: findSearchText,
  component: lazyRouteComponent(() => import('./topics-route.tsx'), 'TopicsRoute'),
})

const topic = createRoute({
  getParentRoute: () => connection,
  path: 'topics/$topicName',
  staticData: { section: 'topics' },
  validateSearch: (search: Record<string, unknown>): { arn: string; tab?: TopicTab } => {
    const arn = typeof search['arn'] === 'string' ? search['arn'] : ''
    const tab = findTopicTab(search['tab'])
    return tab === undefined ? { arn } : { arn, tab }
  },
  component: lazyRouteComponent(() => import('./topic-route.tsx'), 'TopicRoute'),
})

const streams = createRoute({
  getParentRoute: () => connection,
  path: 'streams',
  staticData: { section: 'streams' },
  validateSearch: findSearchText,
  component: lazyRouteComponent(() => import('./streams-route.tsx'), 'StreamsRoute'),
})

const stream = createRoute({
  getParentRoute: () => connection,
  path: 'streams/$streamName',
  staticData: { section: 'streams' },
  validateSearch: (search: Record<string, unknown>): { arn: string; tab?: StreamTab } => {
    const arn = typeof search['arn'] === 'string' ? search['arn'] : ''
    const tab = findStreamTab(search['tab'])
    return tab === undefined ? { arn } : { arn, tab }
  },
  component: lazyRouteComponent(() => import('./stream-route.tsx'), 'StreamRoute'),
})

const captures = createRoute({
  getParentRoute: () => connection,
  path: 'captures',
  staticData: { section: 'captures' },
  validateSearch: findSearchText,
  component: lazyRouteComponent(() => import('./captures-route.tsx'), 'CapturesRoute'),
})

const capture = createRoute({
  getParentRoute: () => connection,
  path: 'captures/$captureName',
  staticData: { section: 'captures' },
  validateSearch: (search: Record<string, unknown>): { id: number; replay?: boolean } => ({
    id: typeof search['id'] === 'number' ? search['id'] : 0,
    ...(search['replay'] === true ? { replay: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./capture-route.tsx'), 'CaptureRoute'),
})

const journal = createRoute({
  getParentRoute: () => connection,
  path: 'journal',
  staticData: { section: 'journal' },
  component: lazyRouteComponent(() => import('./journal-route.tsx'), 'JournalRoute'),
})

const sandbox = createRoute({
  getParentRoute: () => connection,
  path: 'sandbox',
  staticData: { section: 'sandbox' },
  component: lazyRouteComponent(
    () => import('../features/sandbox/sandbox-page.tsx'),
    'SandboxPage',
  ),
})

const scenarios = createRoute({
  getParentRoute: () => connection,
  path: 'scenarios',
  staticData: { section: 'scenarios' },
  validateSearch: (search: Record<string, unknown>): { name?: ScenarioName } => {
    const name = scenarioNames.find((each) => each === search['name'])
    return name === undefined ? {} : { name }
  },
  component: lazyRouteComponent(() => import('./scenarios-route.tsx'), 'ScenariosRoute'),
})

const settings = createRoute({
  getParentRoute: () => connection,
  path: 'settings',
  staticData: { section: 'settings' },
  component: lazyRouteComponent(() => import('./settings-route.tsx'), 'SettingsRoute'),
})

const schemas = createRoute({
  getParentRoute: () => connection,
  path: 'schemas',
  staticData: { section: 'schemas' },
  component: lazyRouteComponent(
    () => import('../features/schemas/schemas-page.tsx'),
    'SchemasPage',
  ),
})

const services = [queues, queue, topics, topic, streams, stream] as const
const kept = [captures, capture, journal] as const
const pages = [overview, ...services, ...kept, scenarios, sandbox, schemas, settings] as const

export const router = createRouter({
  routeTree: root.addChildren([start, connection.addChildren(pages)]),
  // The page is one file served from app://; a path would ask main for files that do not exist.
  history: createHashHistory(),
  defaultErrorComponent: CrashNotice,
  defaultPreload: 'intent',
  // Nothing is waited for: each page shows its own skeleton.
  defaultPendingMs: 0,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
