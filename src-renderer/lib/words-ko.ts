import captures from './locales/ko/captures.json'
import common from './locales/ko/common.json'
import compare from './locales/ko/compare.json'
import connections from './locales/ko/connections.json'
import decoding from './locales/ko/decoding.json'
import editing from './locales/ko/editing.json'
import errors from './locales/ko/errors.json'
import filters from './locales/ko/filters.json'
import journal from './locales/ko/journal.json'
import looks from './locales/ko/looks.json'
import messages from './locales/ko/messages.json'
import moves from './locales/ko/moves.json'
import overview from './locales/ko/overview.json'
import publish from './locales/ko/publish.json'
import put from './locales/ko/put.json'
import queueChange from './locales/ko/queue-change.json'
import queues from './locales/ko/queues.json'
import sandbox from './locales/ko/sandbox.json'
import scan from './locales/ko/scan.json'
import scenarios from './locales/ko/scenarios.json'
import schemas from './locales/ko/schemas.json'
import send from './locales/ko/send.json'
import settings from './locales/ko/settings.json'
import shards from './locales/ko/shards.json'
import shell from './locales/ko/shell.json'
import streamChange from './locales/ko/stream-change.json'
import streams from './locales/ko/streams.json'
import subscriptionChange from './locales/ko/subscription-change.json'
import tap from './locales/ko/tap.json'
import timeline from './locales/ko/timeline.json'
import topicChange from './locales/ko/topic-change.json'
import topicManage from './locales/ko/topic-manage.json'
import topics from './locales/ko/topics.json'
import tour from './locales/ko/tour.json'
import trace from './locales/ko/trace.json'

/** The Korean words; a test holds them to the same keys and placeholders as the English ones. */
export const wordsKo = {
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
