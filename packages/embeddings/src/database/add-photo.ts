import type { EncodedImage } from '@langseg/core';
import type { Queries } from '@langseg/postgres';
import { assertDim } from '../files/photo-tensors.js';
import { photoRegions } from '../regions/photo-regions.js';
import type { EmbeddingNote } from '../note/embedding-note.js';
import type { AddedPhoto, PhotoSource } from '../set/embedding-set.js';
import { schema } from './schema.js';
import { vectorText } from './vector-text.js';

/**
 * Adds the regions of a photo, in place of those of the same source.
 *
 * @throws LangSegError `SHAPE_MISMATCH`, `DATABASE_FAILED`.
 */
export async function addPhoto(
  transaction: <T>(work: (queries: Queries) => Promise<T>) => Promise<T>,
  image: EncodedImage,
  { name, source, bytes, changed }: PhotoSource,
  note: EmbeddingNote,
): Promise<AddedPhoto> {
  const { rows, columns, cells, vectors, norms } = photoRegions(image, note);
  const { dim } = note;
  assertDim(vectors.length / norms.length, dim);
  const texts = Array.from(norms, (_, region) =>
    vectorText(vectors.subarray(region * dim, (region + 1) * dim)),
  );
  await transaction(async (queries) => {
    await queries.query(
      `delete from ${schema}.codes using ${schema}.regions, ${schema}.photos
       where codes.id = regions.id and regions.photo = photos.id and source = $1`,
      [source],
    );
    await queries.query(`delete from ${schema}.photos where source = $1`, [source]);
    const facts = [
      name,
      source,
      bytes,
      changed,
      image.width,
      image.height,
      rows,
      columns,
      cells,
      norms.length,
    ];
    const { rows: added } = await queries.query<{ id: number }>(
      `insert into ${schema}.photos (name, source, bytes, changed, width, height, rows, columns, cells, regions)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      facts,
    );
    await queries.query(
      `insert into ${schema}.regions (photo, region, vector)
       select $1, place - 1, text::halfvec(${dim}) from unnest($2::text[]) with ordinality as given (text, place)`,
      [added[0].id, texts],
    );
  });
  return { rows, columns, vectors: norms.length };
}
