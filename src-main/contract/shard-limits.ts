/**
 * What one shard takes at most in a second, partition keys included. [sdk] `CreateStream` writes 1 MiB, `PutRecords` and
 * the developer guide 1 MB; the guide used to write MiB for the same limit, so that is taken.
 */
export const SHARD_BYTES_PER_SECOND = 1_048_576
export const SHARD_RECORDS_PER_SECOND = 1_000

/** What share of a shard's limits a load in one second takes: the larger of both; 1 is all. */
export function shareOfLimits({ records, bytes }: { records: number; bytes: number }): number {
  return Math.max(records / SHARD_RECORDS_PER_SECOND, bytes / SHARD_BYTES_PER_SECOND)
}
