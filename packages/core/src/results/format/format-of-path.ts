import { LangSegError } from '../../errors/lang-seg-error.js';
import type { ComponentSet } from '../../components/component-set.js';
import { formatSlot, type FormatComponent } from './format-component.js';

/** A format and one of its endings. */
export interface FormatEnding {
  readonly format: FormatComponent;
  readonly ending: string;
}

/**
 * The format that a path's ending stands for: of several endings that fit the longest counts, of equal ones that of the
 * format which was added first.
 *
 * @throws LangSegError `USAGE` naming the endings that are known.
 */
export function formatOfPath(registry: ComponentSet, path: string): FormatEnding {
  const name = path.toLowerCase();
  const known = registry
    .of(formatSlot)
    .flatMap((format) => Object.keys(format.endings).map((ending) => ({ format, ending })));
  const fitting = known.filter(({ ending }) => name.endsWith(ending.toLowerCase()));
  const [found] = fitting.sort((a, b) => b.ending.length - a.ending.length);
  if (found) return found;
  throw new LangSegError(
    'USAGE',
    `The ending of ${path} doesn't say what to write; use ${known.map(({ ending }) => ending).join(', ') || 'a registry with result formats'}.`,
    { path },
  );
}

/** The ending that files of a format have unless another is asked for. */
export function usualEnding({ endings }: FormatComponent): string {
  const [ending] = Object.keys(endings);
  return ending;
}
