import { LangSegError, safeParse } from '@langseg/core';
import * as z from 'zod';
import { precisions } from '../precision/precision.js';
import { maxRegionCells, maxRegionCount } from '../regions/split-regions.js';

/** What a set of embeddings holds and how it was made, kept with it. */
export const embeddingNote = z.strictObject({
  version: z.literal(1),
  /** The model's name, and the sha256 of its `config.json`, which stands for all its files. */
  model: z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Numbers of a vector. */
  dim: z.int().min(1).max(16_000),
  /** A vector for each cell of the network's grid, or for each region. */
  vectors: z.enum(['pixels', 'regions']),
  precision: z.enum(precisions),
  /** Cells along the longer side of a photo at most. Default: as the network has; of regions 64. */
  cells: z.int().min(1).optional(),
  /** Regions of a photo at most. */
  maxRegions: z.int().min(1).max(maxRegionCount).optional(),
  /** How photos were looked at, in words of the caller. */
  settings: z.record(z.string(), z.unknown()),
});

/** {@link embeddingNote}, checked. */
export type EmbeddingNote = z.output<typeof embeddingNote>;

/** Formats of files with vectors. */
export const fileFormats = ['safetensors', 'npy'] as const;

/** A format of files with vectors. */
export type FileFormat = (typeof fileFormats)[number];

/** @throws LangSegError `USAGE`. */
export function checkNote(note: EmbeddingNote): EmbeddingNote {
  const { data, error } = safeParse(embeddingNote, note);
  if (!data)
    throw new LangSegError(
      'USAGE',
      "A set of embeddings can't be described like this.",
      {},
      { cause: error },
    );
  if (note.vectors === 'regions' && (note.cells ?? 0) > maxRegionCells)
    throw new LangSegError(
      'USAGE',
      `Regions are found on at most ${maxRegionCells} cells along a side, not ${note.cells}.`,
    );
  return data;
}

/** @throws LangSegError `FILE_CORRUPT`. */
export function parseNote(value: unknown, where: string): EmbeddingNote {
  const { data, error } = safeParse(embeddingNote, value);
  if (data) return data;
  throw new LangSegError(
    'FILE_CORRUPT',
    `${where} holds no embeddings that this version of LangSeg knows. Make them anew.`,
    { path: where },
    { cause: error },
  );
}

/** @throws LangSegError `HASH_MISMATCH` for another model, `USAGE` for other settings than those of what is there. */
export function assertSameNote(found: EmbeddingNote, wanted: EmbeddingNote, where: string): void {
  if (found.model.sha256 !== wanted.model.sha256)
    throw new LangSegError(
      'HASH_MISMATCH',
      `${where} holds embeddings of the model "${found.model.name}", and vectors of two models can't be compared. ` +
        `Use that model, or another place for those of "${wanted.model.name}".`,
      { expected: found.model.sha256, found: wanted.model.sha256 },
    );
  const parts = (note: EmbeddingNote): Record<string, unknown> => ({
    ...note,
    ...note.settings,
    settings: 0,
    model: 0,
  });
  const [was, is] = [parts(found), parts(wanted)];
  const differences = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  );
  if (differences.length === 0) return;
  const lines = differences.map((key) => `  ${key}: ${shown(was[key])} is now ${shown(is[key])}`);
  throw new LangSegError(
    'USAGE',
    `The embeddings in ${where} were made with other settings:\n${lines.join('\n')}\nRepeat them, or choose another place.`,
    { differences },
  );
}

function shown(value: unknown): string {
  return (JSON.stringify(value) as string | undefined)?.slice(0, 60) ?? 'nothing';
}
