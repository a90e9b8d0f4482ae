import { throwIfAborted, type RunOptions } from '@langseg/core';
import type { Database, Queries } from '@langseg/postgres';
import { schema } from './schema.js';

/** Photos whose regions are coded at once. */
const photosAtOnce = 1000;

/** The centre is the mean of about so many regions. */
const sampleSize = 20_000;

/** The centre is found anew, and all regions coded anew, when there are so many times as many. */
const growth = 4;

/**
 * Gives every region that has none its code: the signs of its vector's numbers, less the mean vector, since what all vectors share would
 * fill the codes otherwise. A run that is stopped goes on where it was.
 *
 * @throws LangSegError `DATABASE_FAILED`, `ABORTED`.
 */
export async function codeRegions(
  database: Database,
  dim: number,
  { signal }: RunOptions = {},
): Promise<void> {
  await database.transaction(findCentre);
  let total = 0;
  for (let coded = -1; coded !== 0; total += coded) {
    throwIfAborted(signal);
    coded = await database.transaction((queries) => codeSome(queries, dim));
  }
  if (total > 0) await database.exec(`analyze ${schema}.photos, ${schema}.regions, ${schema}.codes`);
}

async function findCentre(queries: Queries): Promise<void> {
  // Whoever else codes or is about to change the centre waits here.
  const { rows: notes } = await queries.query<{ centred_on: number }>(
    `select centred_on from ${schema}.note for update`,
  );
  const { rows: sums } = await queries.query<{ total: number | null }>(
    `select sum(regions)::bigint as total from ${schema}.photos`,
  );
  const total = Number(sums[0].total ?? 0);
  const before = Number(notes[0].centred_on);
  if (total === 0 || (before > 0 && total <= growth * before)) return;
  const percent = Math.min(100, (100 * sampleSize) / total);
  await queries.query(
    `update ${schema}.note set centred_on = $1, centre = coalesce(
       (select avg(vector) from ${schema}.regions tablesample system ($2)),
       (select avg(vector) from (select vector from ${schema}.regions limit ${sampleSize}) as first))`,
    [total, percent],
  );
  await queries.exec(`truncate ${schema}.codes; update ${schema}.photos set coded = false where coded`);
}

/** @returns how many photos. */
async function codeSome(queries: Queries, dim: number): Promise<number> {
  const { rows } = await queries.query<{ centre: string | null }>(
    `select centre from ${schema}.note for update`,
  );
  const { centre } = rows[0];
  if (centre === null) return 0;
  const { count } = await queries.query(
    `with batch as materialized (select id from ${schema}.photos where not coded order by id limit ${photosAtOnce}),
     codes as (
       insert into ${schema}.codes (id, code)
       select regions.id, binary_quantize(regions.vector - $1::text::halfvec(${dim}))::bit(${dim})
       from batch join ${schema}.regions on regions.photo = batch.id
       on conflict (id) do nothing)
     update ${schema}.photos set coded = true from batch where photos.id = batch.id`,
    [centre],
  );
  return count;
}
