import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const protocol = z.object({
  /** `group/set`. */
  name: z.string(),
  /** Folder of the photos. */
  dataset: z.string(),
  /** The words that a model is asked for. */
  prompts: z.array(z.string()).min(1),
  /** Index of the right prompt for each class. */
  map: z.array(z.int().nonnegative()).min(1),
});

/** Words to ask a model for on one set of photos, and which classes they stand for. */
export type Protocol = z.output<typeof protocol>;

/** Reads `protocols.json` of the photo sets. */
export async function readProtocols(folder: string): Promise<readonly Protocol[]> {
  const json: unknown = JSON.parse(await readFile(join(folder, 'protocols.json'), 'utf8'));
  return z.object({ protocols: z.array(protocol) }).parse(json).protocols;
}
