import captures from './locales/en/captures.json'
import common from './locales/en/common.json'
import compare from './locales/en/compare.json'
import connections from './locales/en/connections.json'
import decoding from './locales/en/decoding.json'
import editing from './locales/en/editing.json'
import errors from './locales/en/errors.json'
import filters from './locales/en/filters.json'
import journal from './locales/en/journal.json'
import looks from './locales/en/looks.json'
import messages from './locales/en/messages.json'
import moves from './locales/en/moves.json'
import overview from './locales/en/overview.json'
import publish from './locales/en/publish.json'
import put from './locales/en/put.json'
import queueChange from './locales/en/queue-change.json'
import queues from './locales/en/queues.json'
import sandbox from './locales/en/sandbox.json'
import scan from './locales/en/scan.json'
import scenarios from './locales/en/scenarios.json'
import schemas from './locales/en/schemas.json'
import send from './locales/en/send.json'
import settings from './locales/en/settings.json'
import shards from './locales/en/shards.json'
import shell from './locales/en/shell.json'
import streamChange from './locales/en/stream-change.json'
import streams from './locales/en/streams.json'
import subscriptionChange from './locales/en/subscription-change.json'
import tap from './locales/en/tap.json'
import timeline from './locales/en/timeline.json'
import topicChange from './locales/en/topic-change.json'
import topicManage from './locales/en/topic-manage.json'
import topics from './locales/en/topics.json'
import tour from './locales/en/tour.json'
import trace from './locales/en/trace.json'

/** The English words. They also give the keys their types: a key that is not here does not compile. */
export const wordsEn = {
  captures,
  common,
  compare,
  connections,
  decoding,
  editing,
  errors,
  filters,
  journal,
  looks,
  messages,
  moves,
  overview,
  publish,
  put,
  'queue-change': queueChange,
  queues,
  sandbox,
  scan,
  scenarios,
  schemas,
  send,
  settings,
  shards,
  shell,
  'stream-change': streamChange,
  streams,
  'subscription-change': subscriptionChange,
  tap,
  timeline,
  'topic-change': topicChange,
  'topic-manage': topicManage,
  topics,
  tour,
  trace,
}
