import type { Queries } from '@langseg/postgres';
import type { SearchOptions } from '../query/photo-match.js';
import { schema } from './schema.js';
import { signBits, vectorText } from './vector-text.js';

/** Regions that are compared exactly, at least; those whose signs are most alike. */
const leastCandidates = 4000;

/** And at least so many for each photo that is wanted. */
const candidatesOfPhoto = 64;

/** A photo and how alike its best region is. */
export interface BestRegion {
  readonly photo: number;
  readonly similarity: number;
}

/**
 * The photos that have the regions nearest to a vector.
 *
 * @param vector of length 1.
 * @throws LangSegError `DATABASE_FAILED`.
 */
export async function findRegions(
  queries: Queries,
  vector: Float32Array,
  { count = 10, minSimilarity = -1, exact = false }: SearchOptions,
): Promise<readonly BestRegion[]> {
  const dim = vector.length;
  const limit = Math.max(leastCandidates, candidatesOfPhoto * count);
  const values: unknown[] = [vectorText(vector), minSimilarity, count];
  let candidates = `select photo, vector from ${schema}.regions`;
  if (!exact) {
    values.push(signBits(vector));
    candidates = `
      select photo, vector from ${schema}.regions
      where id in (select id from (
        select id from ${schema}.codes order by code <~> $4::text::bit(${dim}) limit ${limit}) as alike)
      union all
      select regions.photo, regions.vector from ${schema}.regions
      where photo in (select id from ${schema}.photos where not coded)`;
  }
  const { rows } = await queries.query<BestRegion>(
    `select photo, max(-(vector <#> $1::text::halfvec(${dim}))) as similarity from (${candidates}) as candidates
     group by photo having max(-(vector <#> $1::text::halfvec(${dim}))) >= $2
     order by similarity desc, photo limit $3`,
    values,
  );
  return rows;
}
