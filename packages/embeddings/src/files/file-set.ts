import { dirname, join, resolve } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import { throwIfAborted } from '@langseg/core';
import { describeMatch } from '../query/describe-match.js';
import type { SimilarityMap } from '../query/photo-match.js';
import { bestHundredth, similaritiesTo } from '../query/similarities.js';
import { storedVector } from '../query/stored-vector.js';
import { unitVector } from '../query/unit-vector.js';
import type { EmbeddingNote, FileFormat } from '../note/embedding-note.js';
import type { EmbeddingSet } from '../set/embedding-set.js';
import type { FileRecord } from './file-record.js';
import type { Journal } from './journal.js';
import { photoFacts } from './photo-facts.js';
import { photoTensors } from './photo-tensors.js';
import { readPhoto } from './read-photo.js';
import { writePhoto } from './write-photo.js';

/** Embeddings in a folder. Photos are read one at a time, so that memory stays flat whatever their number. */
export function fileSet(
  folder: string,
  note: EmbeddingNote,
  format: FileFormat,
  journal: Journal,
): EmbeddingSet {
  const read = (record: FileRecord) => readPhoto(join(folder, record.file), record, note, format);

  return {
    note,
    photos: () => Promise.resolve(journal.records.size),
    has({ source, bytes, changed }) {
      const found = journal.records.get(source);
      return Promise.resolve(found?.bytes === bytes && found.changed === changed);
    },
    async add(image, photo, options = {}) {
      throwIfAborted(options.signal);
      const tensors = photoTensors(image, note);
      const { width, height, rows, columns, count } = tensors;
      const file = journal.fileFor(photo);
      const stem = join(folder, file);
      await withIoErrors('create the folder', dirname(stem), () => makeFolder(dirname(stem)));
      await writePhoto(stem, tensors, photoFacts(photo.name, tensors, note), format, options);
      const { name, source, bytes, changed } = photo;
      await journal.add({ name, source, bytes, changed, file, width, height, rows, columns, vectors: count });
      return { rows, columns, vectors: count };
    },
    finish: () => Promise.resolve(),
    async search(query, options = {}) {
      const { count = 10, minSimilarity = -1, signal } = options;
      const unit = unitVector(query, note);
      const best: { readonly record: FileRecord; readonly similarity: number }[] = [];
      for (const record of journal.records.values()) {
        throwIfAborted(signal);
        const similarities = similaritiesTo(unit, (await read(record)).vectors);
        const similarity =
          note.vectors === 'pixels' ? bestHundredth(similarities) : Math.max(...similarities);
        if (similarity < minSimilarity) continue;
        best.push({ record, similarity });
        best.sort((a, b) => b.similarity - a.similarity);
        best.splice(count);
      }
      const matches = [];
      for (const { record, similarity } of best) {
        throwIfAborted(signal);
        const { vectors, cells } = await read(record);
        const each = similaritiesTo(unit, vectors);
        const values = cells ? Float32Array.from(cells, (region) => each[region]) : each;
        const { width, height, rows, columns } = record;
        const map: SimilarityMap = { width, height, rows, columns, values };
        matches.push(describeMatch({ ...record, similarity }, map, options));
      }
      return matches;
    },
    async vectorAt(place) {
      const path = resolve(place.photo);
      const record =
        [...journal.records.values()].find(({ name }) => name === place.photo) ?? journal.records.get(path);
      return record && storedVector(place, record, { dim: note.dim, ...(await read(record)) });
    },
    close: () => journal.close(),
  };
}
