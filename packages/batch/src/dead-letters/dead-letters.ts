import type { Queries } from '@langseg/postgres';

/** A photo that was given up, and why. */
export interface DeadLetter {
  readonly photo: string;
  /** An `ErrorCode`; `PROCESS_LOST`, `TIMED_OUT` or `WORKER_LOST` for photos that end processes. */
  readonly code: string;
  readonly message: string;
}

/** Notes photos that were given up. */
export async function addDeadLetters(
  { query }: Queries,
  batch: string,
  job: string,
  letters: readonly DeadLetter[],
): Promise<void> {
  if (letters.length === 0) return;
  await query(
    `insert into langseg_batch.dead_letter (batch, job, photo, code, message)
     select $1, $2, photo, code, message from unnest($3::text[], $4::text[], $5::text[]) as new (photo, code, message)
     on conflict (batch, photo) do update set
       job = excluded.job, code = excluded.code, message = excluded.message, dead_on = now()`,
    [
      ...[batch, job],
      letters.map(({ photo }) => photo),
      letters.map(({ code }) => code),
      letters.map(({ message }) => message),
    ],
  );
}
