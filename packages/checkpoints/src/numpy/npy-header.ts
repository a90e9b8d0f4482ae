import { corruptFile, quote } from '../bytes/file-errors.js';
import { isCount } from '../bytes/is-count.js';

/** What the header of an array says. */
export interface NpyHeader {
  /** NumPy's code of the elements, such as `<f4`; `undefined` for records, whose code is a list. */
  readonly descr: string | undefined;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/** NumPy itself has at most 64 axes. */
const maxAxes = 64;

const header = /^\{(.*)\}$/s;
const item =
  /\s*(['"])(\w+)\1\s*:\s*(?:(['"])([^'"\\]*)\3|(True|False)|\(([\d\sL,]*)\)|(\[.*\]))\s*(?:,|$)/sy;

/**
 * Reads the Python dict before an array's data: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`. Nothing is
 * evaluated. Follows `numpy/lib/format.py`.
 *
 * @param what names the array in errors.
 * @throws LangSegError `FILE_CORRUPT` unless it has these three keys, each once and with a value of its kind.
 */
export function parseNpyHeader(text: string, what: string): NpyHeader {
  const fail = (problem: string) =>
    corruptFile(`npy: the header of ${what} ${problem}.`, { header: text.slice(0, 200) });
  const body = header.exec(text.trim())?.[1]?.trimEnd();
  if (body === undefined) throw fail('is no Python dict');
  const found = new Map<string, RegExpExecArray>();
  item.lastIndex = 0;
  while (item.lastIndex < body.length) {
    const at = item.lastIndex;
    const match = item.exec(body);
    if (!match) throw fail(`can't be read from ${quote(body.slice(at, at + 40))} on`);
    if (found.has(match[2])) throw fail(`has ${quote(match[2])} twice`);
    found.set(match[2], match);
  }
  const descr = found.get('descr');
  const order = found.get('fortran_order')?.[5];
  const lengths = found.get('shape')?.[6];
  if (
    found.size !== 3 ||
    (descr?.[4] ?? descr?.[7]) === undefined ||
    order === undefined ||
    lengths === undefined
  )
    throw fail('must have a descr, a fortran_order and a shape, and nothing else');
  return { descr: descr?.[4], fortranOrder: order === 'True', shape: parseShape(lengths, fail) };
}

/** The lengths in `3, 4,`; Python 2 wrote `3L`. */
function parseShape(text: string, fail: (problem: string) => Error): readonly number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  const lengths = parts.map((part) => (/^\d{1,16}L?$/.test(part) ? Number.parseInt(part, 10) : NaN));
  if (lengths.length > maxAxes || !lengths.every(isCount) || (lengths.length === 1 && !text.includes(',')))
    throw fail(`must have a shape of at most ${maxAxes} whole numbers, not ${quote(`(${text})`)}`);
  return lengths;
}
