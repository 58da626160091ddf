import type { AnyRouter } from '@orpc/server'
import { settingsSchema, TAP_SECONDS } from '#contract'
import type { About, Notice, Settings, TopicArn } from '#contract'
import type { ChooseExistingFile } from './connections/ca-files.ts'
import type { CaptureStore } from './captures/capture-store.ts'
import { savedFilterHandlers } from './captures/saved-filters.ts'
import type { FindSchemaReader } from './codecs/schema-reading.ts'
import { connectionHandlers } from './connections/connection-handlers.ts'
import { ConnectionStore } from './connections/connection-store.ts'
import { CredentialPrompts } from './connections/credential-prompts.ts'
import { PriceBook } from './connections/price-book.ts'
import { promptHandlers } from './connections/prompt-handlers.ts'
import { FileVault } from './connections/secret-vault.ts'
import type { Cipher, SecretVault } from './connections/secret-vault.ts'
import { SavedPins } from './connections/saved-pins.ts'
import { Sessions } from './connections/sessions.ts'
import { filterHandlers } from './filters/filter-handlers.ts'
import type { ChooseFile } from './journal/journal-handlers.ts'
import type { Journal } from './journal/journal.ts'
import type { Clock } from './lib/clock.ts'
import { DisposableStore } from './lib/disposables.ts'
import type { JsonFile } from './lib/json-file.ts'
import type { Log } from './lib/log.ts'
import type { RecordCall } from './queues/hold-ports.ts'
import { Lister } from './queues/lister.ts'
import { Looker } from './queues/looker.ts'
import { messageHandlers } from './queues/message-handlers.ts'
import { queueAccess } from './queues/queue-access.ts'
import { queueChangeHandlers } from './queues/queue-change-handlers.ts'
import { SessionMemories } from './queues/session-memories.ts'
import { queueHandlers } from './queues/queue-handlers.ts'
import { QueueMemories } from './queues/queue-memory.ts'
import { QueueReader } from './queues/queue-reader.ts'
import { savedQueueHandlers } from './queues/saved-queue-handlers.ts'
import { queueSendHandlers } from './queues/queue-sends.ts'
import { tapQueues } from './queues/tap-queues.ts'
import { traceQueues } from './queues/trace-queues.ts'
import { templateHandlers } from './queues/templates.ts'
import { SavedQueues } from './queues/saved-queues.ts'
import { Confirmations } from './rpc/confirmations.ts'
import { Guard } from './rpc/guard.ts'
import type { Handlers } from './rpc/handlers.ts'
import { runRecorded } from './rpc/recorder.ts'
import { buildRouter } from './rpc/router.ts'
import { openCaptures, openCaptureStore } from './open-captures.ts'
import { openHolds } from './open-holds.ts'
import { openJournal, openJournalHandlers } from './open-journal.ts'
import { openMoves } from './open-moves.ts'
import { openStreams } from './open-streams.ts'
import { fileOptions, openSavedFiles } from './saved-files.ts'
import { sandboxHandlers } from './sandbox/sandbox-handlers.ts'
import type { SandboxControl } from './sandbox/sandbox-handlers.ts'
import { scenarioHandlers } from './sandbox/scenario-handlers.ts'
import type { ScenarioControl } from './sandbox/scenario-handlers.ts'
import { schemaHandlers } from './schemas/schema-handlers.ts'
import { Schemas } from './schemas/schemas.ts'
import { sendHandlers } from './sends/send-handlers.ts'
import { SendStarter } from './sends/send-starter.ts'
import { Sends } from './sends/sends.ts'
import { publishHandlers } from './topics/publish-handlers.ts'
import { openTaps } from './topics/taps/open-taps.ts'
import { tapHandlers } from './topics/taps/tap-handlers.ts'
import { topicChangeHandlers } from './topics/topic-change-handlers.ts'
import { topicHandlers } from './topics/topic-handlers.ts'
import { TopicReader } from './topics/topic-reader.ts'
import { traceHandlers } from './topics/traces/trace-handlers.ts'
import { Traces } from './topics/traces/traces.ts'

/** Everything that Electron, or a test or benchmark in its place, provides. */
export interface Surroundings {
  /** Where settings, connections and the journal are kept. */
  folder: string
  journalWorkerUrl: URL
  captureWorkerUrl: URL
  moveWorkerUrl: URL
  expressionWorkerUrl: URL
  clock: Clock
  random(): number
  log: Log
  sandbox: SandboxControl & { readonly scenarios: ScenarioControl }
  about: Omit<About, 'notices'>
  chooseFile: ChooseFile
  chooseExistingFile: ChooseExistingFile
  /** How this system seals secrets. */
  cipher: Cipher
  /** Parse answers too: in tests and development. */
  checkAnswers: boolean
}

export interface Weir {
  router: AnyRouter
  connections: ConnectionStore
  notices: readonly Notice[]
  dispose(): Promise<void>
}

function openVault(from: Surroundings, notices: Notice[]): SecretVault {
  return new FileVault({ ...fileOptions(from, notices), cipher: from.cipher })
}

interface Asking {
  vault: SecretVault
  prompts: CredentialPrompts
}

function openSessions({ clock, sandbox }: Surroundings, store: ConnectionStore, asking: Asking) {
  return new Sessions(store, {
    ...{ ...asking, clock },
    findSandboxEndpoint: (service) => sandbox.state[`${service}Endpoint`],
    sandboxStarted: (service) => sandbox.settled(service),
  })
}

function appHandlers(from: Surroundings, notices: readonly Notice[], settings: JsonFile<Settings>) {
  return {
    'app.info': (): About => ({ ...from.about, notices: [...notices] }),
    'settings.get': () => settings.get(),
    'settings.update': (change: { [K in keyof Settings]?: Settings[K] | undefined }) => {
      settings.set(settingsSchema.parse({ ...settings.get(), ...change }))
      return settings.get()
    },
  }
}

/** What looks into queues, for whoever asks: what one sees the ledger of the other knows. */
interface Looking {
  looker: Looker
  memories: SessionMemories
  findSchemas: FindSchemaReader
}

function lookingOf(reader: QueueReader, clock: Clock, { findReader }: Schemas): Looking {
  const memories = new SessionMemories()
  return { looker: new Looker(reader, clock), memories, findSchemas: findReader }
}

interface ServiceParts {
  sessions: Sessions
  sending: ReturnType<typeof sendsOf>
  reader: QueueReader
  files: ReturnType<typeof openSavedFiles>
  store: ConnectionStore
  record: RecordCall
  looking: Looking
  captures: CaptureStore
  prices: PriceBook
}

type Holding = ReturnType<typeof openHolds>

/** For what Weir does by itself: it is in the journal like what it was asked to do. */
function recorderOf({ log }: Surroundings, sessions: Sessions, journal: Journal): RecordCall {
  return (call, run) => {
    const identity = sessions.findIdentity(call.connectionId)
    return runRecorded({ journal, log }, { ...call, identity }, ({ note }) => run(note))
  }
}

/** One job for queues and topics alike. */
function sendsOf({ clock, random }: Surroundings, sessions: Sessions) {
  const sends = new Sends({ clock, random })
  return {
    starter: new SendStarter(sends, clock),
    handlers: sendHandlers({ sessions, sends, clock }),
  }
}

function queuesAndMessages({ clock, random }: Surroundings, parts: ServiceParts & Holding) {
  const { sessions, sending, reader, files, store, looking, holds } = parts
  const saved = new SavedQueues(files.queues, (id) => store.find(id) !== undefined)
  const memories = new QueueMemories({ clock, random })
  return {
    ...parts.holdHandlers,
    ...queueHandlers({ sessions, reader, saved, clock, memories }),
    ...queueChangeHandlers({ sessions, reader, clock, memories }),
    ...savedQueueHandlers({ sessions, reader, saved }),
    ...messageHandlers({
      ...{ ...looking, sessions, holds },
      lister: new Lister(reader, clock),
    }),
    ...sending.handlers,
    ...queueSendHandlers({ sessions, reader, starter: sending.starter }),
  }
}

function topicsAndTaps(
  { clock, random }: Surroundings,
  { sessions, sending, reader: queueReader, files, store, record, looking }: ServiceParts,
) {
  const saved = new SavedPins<TopicArn>(files.topics, (id) => store.find(id) !== undefined)
  const reader = new TopicReader(clock)
  const queues = tapQueues(queueReader, TAP_SECONDS)
  const watched = traceQueues({ ...looking, reader: queueReader, clock })
  const tapping = openTaps({
    ...{ sessions, reader, queues, clock, random, record },
    ...{ file: files.taps, findSchemas: looking.findSchemas },
  })
  return {
    ...topicHandlers({ sessions, reader, saved }),
    ...tapHandlers(tapping),
    ...traceHandlers({
      sessions,
      traces: new Traces({ reader, queues: watched, taps: tapping.taps, clock, random }),
      clock,
    }),
    ...publishHandlers({ sessions, starter: sending.starter }),
    ...topicChangeHandlers({
      sessions,
      reader,
      queues: queueAccess({ reader: queueReader, clock }),
      clock,
    }),
    ...filterHandlers(),
  }
}

/** What is kept on this machine, and what is sent from there or from a queue. */
function capturesAndMoves(
  from: Surroundings,
  parts: ServiceParts & Holding,
  told: { notices: Notice[]; disposables: DisposableStore },
) {
  const { looking, files } = parts
  return {
    ...openCaptures(from, { ...parts, ...looking }, { ...told, files }),
    ...openMoves(from, { ...parts, ...told }),
    ...savedFilterHandlers(files.savedFilters),
  }
}

/** The composition root: every long-lived object is made here, once, in order, and ended in the reverse of it. */
export function compose(from: Surroundings): Weir {
  const { clock, log, sandbox, checkAnswers } = from
  const disposables = new DisposableStore()
  const notices: Notice[] = []
  const files = openSavedFiles(from, notices)
  const journal = openJournal(from, notices)
  disposables.add(() => journal.dispose())
  const captures = openCaptureStore(from, { notices, disposables })

  const store = new ConnectionStore(files.connections)
  const asking = { vault: openVault(from, notices), prompts: new CredentialPrompts() }
  const sessions = openSessions(from, store, asking)
  disposables.add(() => sessions.dispose())

  const schemas = new Schemas(files.schemas)
  const reader = new QueueReader(clock)
  const shared = {
    ...{ sessions, sending: sendsOf(from, sessions), reader, files, store },
    ...{ record: recorderOf(from, sessions, journal), captures },
    looking: lookingOf(reader, clock, schemas),
    prices: new PriceBook(files.prices),
  }
  const held = { ...shared, ...openHolds({ ...from, records: journal.held }, shared) }
  const handlers: Handlers = {
    ...appHandlers(from, notices, files.settings),
    ...connectionHandlers({
      ...{ ...from, ...asking, store, sessions, prices: shared.prices },
      probe: (session) => reader.probe(session),
    }),
    ...queuesAndMessages(from, held),
    ...topicsAndTaps(from, shared),
    ...openStreams(from, { ...shared, ...shared.looking, disposables }),
    ...capturesAndMoves(from, held, { notices, disposables }),
    ...templateHandlers(files.templates),
    ...schemaHandlers(schemas),
    ...promptHandlers(asking),
    ...{ ...sandboxHandlers(sandbox), ...scenarioHandlers(sandbox.scenarios) },
    ...openJournalHandlers(from, journal, { files, disposables }),
  }
  const router = buildRouter({
    handlers,
    guard: new Guard((id) => store.get(id), new Confirmations(clock)),
    journal,
    getConnection: (id) => store.get(id),
    findIdentity: (id) => sessions.findIdentity(id),
    log,
    checkAnswers,
  })
  return { router, connections: store, notices, dispose: () => disposables.dispose() }
}
