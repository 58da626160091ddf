import { join } from 'node:path'
import type { ConnectionId, MovePlan, Notice } from '#contract'
import type { CaptureStore } from './captures/capture-store.ts'
import { Expressions } from './expressions/expressions.ts'
import type { Clock } from './lib/clock.ts'
import type { DisposableStore } from './lib/disposables.ts'
import type { Log } from './lib/log.ts'
import { capturedEntries, EndsOpener } from './open-move-ends.ts'
import type { OpenerParts } from './open-move-ends.ts'
import { moveTaskHandlers } from './queues/move-task-handlers.ts'
import { moveHandlers } from './replay/move-handlers.ts'
import { MoveLog } from './replay/move-log.ts'
import { Moves } from './replay/moves.ts'

interface MoveSurroundings {
  folder: string
  moveWorkerUrl: URL
  expressionWorkerUrl: URL
  clock: Clock
  random(): number
  log: Log
}

interface MoveParts extends Omit<OpenerParts, 'clock' | 'random'> {
  captures: CaptureStore
  notices: Notice[]
  disposables: DisposableStore
}

/** Operations that move messages, by Weir or by SQS itself, over a record that ends with Weir. */
export function openMoves(
  from: MoveSurroundings,
  { captures, notices, disposables, ...parts }: MoveParts,
) {
  const { clock, random } = from
  const { sessions } = parts
  const log = new MoveLog({
    ...{ path: join(from.folder, 'moves', 'moves.db'), workerUrl: from.moveWorkerUrl, clock },
    onSetAside: (path) => {
      from.log.warn('moves.set-aside', { path })
      notices.push({ code: 'moves-set-aside', params: { path } })
    },
  })
  disposables.add(() => log.dispose())
  const expressions = new Expressions({ workerUrl: from.expressionWorkerUrl, clock })
  disposables.add(() => expressions.dispose())
  const entries = capturedEntries(captures, { expressions, clock })
  const opener = new EndsOpener({ ...parts, clock, random }, entries)
  const moves = new Moves({
    ...{ log, clock, random, expressions },
    openEnds: (plan) => opener.open(plan),
    onClose: (connectionId: ConnectionId, end) => {
      sessions.get(connectionId).disposables.add(end)
    },
  })
  disposables.add(() => moves.end())
  const openTo = async (plan: MovePlan) =>
    opener.openTo(plan, await sessions.open(plan.connectionId))
  const { reader } = parts
  return {
    ...moveHandlers({ moves, clock, expressions, entries, openTo }),
    ...moveTaskHandlers({
      ...{ sessions, reader, clock },
      demandSettled: (queueUrl) => moves.demandSettled(queueUrl),
    }),
  }
}
