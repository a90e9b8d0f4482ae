import { createHash } from 'node:crypto';

/** The id of a job: the same for the same photos of a batch, in the form of a UUID. */
export function jobId(batch: string, photos: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([batch, photos]))
    .digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
