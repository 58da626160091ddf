/**
 * `npm run bench [-- suite…] [--json]`: measures Weir against bare baselines of the same run.
 *
 * A number of milliseconds says more about the machine than about Weir, so every figure is a ratio: Weir's side by the
 * least that could do the same on the same machine at the same time. The two sides are measured in turn, in pairs (five
 * at least, nine for launches), after one run of each that does not count. The figure is the pair whose ratio is the
 * median; `lowest` and `highest` in the table are the ratios of the outermost pairs and show how quiet the machine was.
 *
 * - `start.*`: from the spawn of Electron to a mark that the page sets once it has painted. The same probe, loaded
 *   before the app with Electron's `-r`, watches both apps for it; no test tool is attached. Both keep the data folder
 *   of their first, uncounted start, as on a user's machine.
 * - `operation.roundtrip`: both timed inside their page over a loop of calls one after the other.
 * - `queues.refresh`: Weir composed without Electron, asked over a port as the window does, beside a bare SDK loop, both
 *   through one delaying proxy that has a thread of its own.
 * - `queues.perQueue`: Weir beside itself, with ten times as many queues.
 * - `queues.watch…`: processor time of this process, in which Weir runs; the emulator has its own.
 * - `topics.refresh`: as `queues.refresh`, with the subscriptions that the counts are made of.
 * - `filters.decide`: decisions by body, the parsing included, beside the parsing alone; `filters.attributes`: decisions
 *   a second by attributes, beside a million.
 * - `kpl.split`: user records a second out of frames of the Kinesis Producer Library, checksum included, beside the
 *   checksum alone.
 * - `streams.*`: all records of a stream from its trim horizon over the port, beside a bare loop for each shard; kinesalite has
 *   a process of its own. `flat` compares what Weir adds for a record with 100 shards and with 4.
 * - `streams.lag`, `streams.memory`, `streams.frame`: the real window on a stream, each beside what is allowed.
 * - `captures.*`: one store of a million messages in its own thread, asked as the operations ask it; `insert`, `index` and
 *   `index-size` are reported. `search-rare`, `-medium`, `-every` beside `grep -c` over the same texts as NDJSON,
 *   `search-absent` and `-short` beside 400 ms. `scroll`: the real window on a capture of as many.
 * - `scan.messages`, `redrive.messages`: Weir composed without Electron beside a bare SDK loop with as many calls at a
 *   time, both through the delaying proxy; a scan until every message is on the disk, a redrive until nothing comes.
 * - `messages.scroll…`: the table of messages alone in the bare app's window, beside a list without React in another;
 *   frame by frame, from one to the next, so a busy machine shows on both sides. A row missing in a frame ends the run.
 * - `tap.latency`: the real window, and a bare loop in this process, through one delaying proxy; `value` is what Weir takes
 *   more from publishing to the painted row.
 *
 * The process ends with 1 when a budget is missed. With `--json` stdout carries one object a line and nothing else.
 */
import { parseArgs } from 'node:util'
import { captureFigures } from './capture-figures.ts'
import { captureScrollFigure } from './capture-scroll-figure.ts'
import { fullName } from './figure.ts'
import { attributesFigure, decideFigure } from './filter-figures.ts'
import type { Figure } from './figure.ts'
import { kplSplitFigure } from './kpl-figure.ts'
import { roundtripFigure } from './roundtrip-figure.ts'
import { isWithinBudget, jsonLine, table, toOutcome } from './report.ts'
import { redriveFigure } from './redrive-figure.ts'
import { refreshFigure } from './refresh-figure.ts'
import { perQueueFigure } from './per-queue-figure.ts'
import { scanFigure } from './scan-figure.ts'
import { scrollFigure, scrollOverBareFigure } from './scroll-figures.ts'
import { sendFigure } from './send-figure.ts'
import { rowsFigure, shellFigure } from './start-figures.ts'
import { streamFigures } from './stream-figures.ts'
import { streamWindowFigures } from './stream-window-figures.ts'
import { tapFigure } from './tap-figure.ts'
import { topicsFigure } from './topics-figure.ts'
import { watchCpuFigure, watchOverBareFigure } from './watch-figures.ts'

const figures: readonly Figure[] = [
  shellFigure,
  rowsFigure,
  roundtripFigure,
  refreshFigure,
  perQueueFigure,
  watchCpuFigure,
  watchOverBareFigure,
  scrollFigure,
  scrollOverBareFigure,
  sendFigure,
  topicsFigure,
  tapFigure,
  decideFigure,
  attributesFigure,
  kplSplitFigure,
  ...streamFigures,
  ...streamWindowFigures,
  ...captureFigures,
  captureScrollFigure,
  scanFigure,
  redriveFigure,
]

/** A suite's name, or a figure's whole name. @throws when there is none of that name */
function choose(names: readonly string[]): readonly Figure[] {
  if (names.length === 0) return figures
  const known = figures.flatMap((figure) => [figure.suite, fullName(figure)])
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new Error(`no suite ${unknown.join(', ')}; there are: ${[...new Set(known)].join(', ')}`)
  }
  return figures.filter(
    (figure) => names.includes(figure.suite) || names.includes(fullName(figure)),
  )
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const outcomes = []
  for (const figure of choose(positionals)) {
    console.error(`measuring ${fullName(figure)}`)
    const outcome = toOutcome(figure, await figure.measure())
    outcomes.push(outcome)
    if (values.json) console.log(jsonLine(outcome))
  }
  if (!values.json) console.log(table(outcomes))
  return outcomes.every(isWithinBudget) ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
