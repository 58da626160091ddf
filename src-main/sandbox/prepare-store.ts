import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/*
 * fauxqs 2.4.1 writes NULL into the NOT NULL column approximate_receive_count when a message is
 * returned with visibility 0. The call fails with HTTP 500 and the message is gone from memory
 * until the next start: exactly what a look that releases its messages would do to every one.
 * fauxqs creates its tables only if they do not exist, so ours comes first, without that NOT NULL,
 * and a trigger keeps the counts that would be overwritten.
 */
const repairs = `
CREATE TABLE IF NOT EXISTS sqs_queues (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  arn TEXT NOT NULL,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_timestamp INTEGER NOT NULL,
  last_modified_timestamp INTEGER NOT NULL,
  sequence_counter INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS sqs_messages (
  message_id TEXT PRIMARY KEY,
  queue_name TEXT NOT NULL REFERENCES sqs_queues(name) ON DELETE CASCADE,
  body TEXT NOT NULL,
  md5_of_body TEXT NOT NULL,
  message_attributes TEXT NOT NULL,
  md5_of_message_attributes TEXT NOT NULL,
  sent_timestamp INTEGER NOT NULL,
  approximate_receive_count INTEGER DEFAULT 0,
  approximate_first_receive_timestamp INTEGER,
  delay_until INTEGER,
  message_group_id TEXT,
  message_deduplication_id TEXT,
  sequence_number TEXT,
  receipt_handle TEXT,
  visibility_deadline INTEGER
);
CREATE TRIGGER IF NOT EXISTS weir_keep_receive_count
AFTER UPDATE OF approximate_receive_count ON sqs_messages
WHEN NEW.approximate_receive_count IS NULL
BEGIN
  UPDATE sqs_messages SET
    approximate_receive_count = OLD.approximate_receive_count,
    approximate_first_receive_timestamp = OLD.approximate_first_receive_timestamp
  WHERE message_id = NEW.message_id;
END;
`

/** Free pages (of 4 KiB) worth rewriting the file for: 16 MB, left by a flood that is over. */
const worthVacuum = 4096

/*
 * SQLite uses the pages of deleted messages again but never shrinks its file. Measured: five hours
 * of the world (36,000 orders) leave 0.4 MB, and a write-ahead log that stays at 4 MB.
 */
function giveBackFreePages(store: DatabaseSync): void {
  const free = store.prepare('PRAGMA freelist_count').get()?.['freelist_count']
  if (typeof free === 'number' && free > worthVacuum) store.exec('VACUUM')
}

/**
 * Makes `dataDir` ready for fauxqs: the folder, and the tables it would otherwise create with a
 * fault. Gives free pages back.
 * @throws when the folder cannot be written or its file is not a database.
 */
export function prepareStore(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const store = new DatabaseSync(join(dataDir, 'fauxqs.db'))
  try {
    store.exec(repairs)
    const check = store.prepare('PRAGMA quick_check(1)').get()
    if (check?.['quick_check'] !== 'ok') throw new Error('the database is damaged')
    giveBackFreePages(store)
  } finally {
    store.close()
  }
}
