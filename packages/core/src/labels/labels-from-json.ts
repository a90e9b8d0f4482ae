import { LangSegError } from '../errors/lang-seg-error.js';
import { deepestGroup } from './flatten-labels.js';
import type { Label } from './label.js';
import { quoteLabel } from './quote-label.js';

/**
 * Labels of a JSON value: a list of texts and groups, or an object whose keys are names and whose values are words, lists of words and
 * groups, or further objects: `{ "furniture": { "seat": ["chair", "sofa"], "table": "desk" }, "dog": null }`.
 *
 * @throws LangSegError `LABELS_INVALID` for anything else; what is wrong with groups shows when they are used.
 */
export function labelsFromJson(json: unknown): readonly Label[] {
  return read(json, 'the file', 0);
}

function read(json: unknown, place: string, depth: number): Label[] {
  if (depth > deepestGroup)
    throw new LangSegError('LABELS_INVALID', `Groups of labels may be nested ${deepestGroup} deep at most.`);
  if (Array.isArray(json))
    return json.flatMap((entry: unknown) =>
      typeof entry === 'string' ? [entry] : isGroup(entry) ? [entry] : read(entry, place, depth + 1),
    );
  if (typeof json !== 'object' || json === null)
    throw new LangSegError(
      'LABELS_INVALID',
      `Labels in JSON are a list such as ["sky", {"name": "seat", "words": ["chair", "sofa"]}], or an object such as ` +
        `{"seat": ["chair", "sofa"], "sky": null}; got ${json === null ? 'null' : typeof json} in ${place}.`,
    );
  return Object.entries(json).map(([name, value]: [string, unknown]): Label => {
    if (value === null) return name;
    if (typeof value === 'string') return { name, words: [value] };
    if (Array.isArray(value) && value.every((word) => typeof word === 'string'))
      return { name, words: value };
    return { name, children: read(value, quoteLabel(name), depth + 1) };
  });
}

/** A group as the API takes it, which checks it when it is used. */
function isGroup(entry: unknown): entry is Exclude<Label, string> {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'name' in entry &&
    typeof entry.name === 'string' &&
    ('words' in entry || 'children' in entry)
  );
}
