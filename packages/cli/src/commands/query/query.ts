import type { PhotoMatch } from '@langseg/embeddings';
import { loadEmbeddings } from '../embed/load-embeddings.js';
import type { ModelContext } from '../model-context.js';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import { askedVector } from './asked-vector.js';
import { drawMatches } from './draw-matches.js';
import type { QueryOptions } from './query-options.js';

/**
 * Prints the photos that show something, and where. Finding none is no failure.
 *
 * @throws LangSegError `PACKAGE_MISSING`, `HASH_MISMATCH` for vectors of another model; as `openEmbeddings` and `askedVector`.
 */
export async function query(
  place: string,
  words: string | undefined,
  options: QueryOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal } = context;
  const { openEmbeddings } = await loadEmbeddings();
  const set = await openEmbeddings(place, { signal: io.signal });
  try {
    const asked = await askedVector(set, words, options, context);
    const { count, minSimilarity, boxes, pixels, exact, out } = options;
    const found = await set.search(asked, {
      ...{ count, minSimilarity, boxes, pixels, exact },
      signal: io.signal,
    });
    const pictures = out === undefined ? [] : await drawMatches(found, out, context);
    if (options.json) {
      const matches = found.map(({ map: _, ...match }, i) => ({
        ...match,
        ...(out !== undefined && { heatmap: pictures[i] }),
      }));
      return await terminal.printJson({ place, model: set.note.model, matches });
    }
    if (found.length === 0) return terminal.note('No photo is as alike.');
    await terminal.print(
      plainTable(
        found.map((match, i) => [
          match.similarity.toFixed(3),
          printable(match.name),
          terminal.colors.dim(where(match)),
          terminal.colors.dim(pictures[i] ? `→ ${printable(pictures[i])}` : ''),
        ]),
        ['right'],
      ),
    );
  } finally {
    await set.close();
  }
}

/** The best box, and how many others there are. */
function where({ boxes, pixels }: PhotoMatch): string {
  const [box] = boxes;
  if (boxes.length === 0) return pixels.map(({ x, y }) => `${x},${y}`).join('  ');
  const more = boxes.length > 1 ? `  + ${boxes.length - 1} more` : '';
  return `${box.width} × ${box.height} at ${box.x},${box.y}${more}`;
}
