import { resolve } from 'node:path';
import { throwIfAborted } from '@langseg/core';
import type { Database } from '@langseg/postgres';
import { describeMatch } from '../query/describe-match.js';
import type { PhotoMatch } from '../query/photo-match.js';
import { storedVector } from '../query/stored-vector.js';
import { unitVector } from '../query/unit-vector.js';
import type { EmbeddingNote } from '../note/embedding-note.js';
import type { EmbeddingSet } from '../set/embedding-set.js';
import { addPhoto } from './add-photo.js';
import { codeRegions } from './code-regions.js';
import { findRegions } from './find-regions.js';
import { schema } from './schema.js';
import { vectorOf, vectorText } from './vector-text.js';

interface PhotoRow {
  readonly id: number;
  readonly name: string;
  readonly source: string;
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
  readonly cells: Uint8Array;
}

const photoColumns = 'id, name, source, width, height, rows, columns, cells';

/** Embeddings of regions in PostgreSQL, whichever runs it. */
export function databaseSet(database: Database, note: EmbeddingNote): EmbeddingSet {
  async function similaritiesOf(
    photos: readonly number[],
    unit: Float32Array,
  ): Promise<Map<number, Float32Array>> {
    const { rows } = await database.query<{ photo: number; region: number; similarity: number }>(
      `select photo, region, -(vector <#> $2::text::halfvec(${note.dim})) as similarity
       from ${schema}.regions where photo = any($1::bigint[])`,
      [photos, vectorText(unit)],
    );
    const found = new Map<number, Float32Array>();
    for (const { photo, region, similarity } of rows) {
      const values = found.get(photo) ?? new Float32Array(256);
      values[region] = similarity;
      found.set(photo, values);
    }
    return found;
  }

  return {
    note,
    async photos() {
      const { rows } = await database.query<{ count: number }>(
        `select count(*) as count from ${schema}.photos`,
      );
      return rows[0].count;
    },
    async has({ source, bytes, changed }) {
      const { rows } = await database.query(
        `select 1 from ${schema}.photos where source = $1 and bytes = $2 and changed = $3`,
        [source, bytes, changed],
      );
      return rows.length > 0;
    },
    add(image, photo, { signal } = {}) {
      throwIfAborted(signal);
      return addPhoto((work) => database.transaction(work), image, photo, note);
    },
    finish: (options) => codeRegions(database, note.dim, options),
    async search(query, options = {}) {
      const unit = unitVector(query, note);
      const best = await findRegions(database, unit, options);
      throwIfAborted(options.signal);
      const ids = best.map(({ photo }) => photo);
      const { rows: photos } = await database.query<PhotoRow>(
        `select ${photoColumns} from ${schema}.photos where id = any($1::bigint[])`,
        [ids],
      );
      const similarities = await similaritiesOf(ids, unit);
      return best.flatMap(({ photo, similarity }): PhotoMatch[] => {
        const row = photos.find(({ id }) => id === photo);
        const each = similarities.get(photo);
        // Removed by somebody else in between.
        if (!row || !each) return [];
        const { width, height, rows, columns, cells } = row;
        const values = Float32Array.from(cells, (region) => each[region]);
        return [describeMatch({ ...row, similarity }, { width, height, rows, columns, values }, options)];
      });
    },
    async vectorAt(place) {
      const { rows } = await database.query<PhotoRow>(
        `select ${photoColumns} from ${schema}.photos where name = $1 or source = $2 order by name = $1 desc, id limit 1`,
        [place.photo, resolve(place.photo)],
      );
      if (rows.length === 0) return undefined;
      const { rows: regions } = await database.query<{ vector: string }>(
        `select vector from ${schema}.regions where photo = $1 order by region`,
        [rows[0].id],
      );
      const vectors = Float32Array.from(regions.flatMap(({ vector }) => [...vectorOf(vector)]));
      return storedVector(place, rows[0], { dim: note.dim, vectors, cells: rows[0].cells });
    },
    close: () => database.close(),
  };
}
