import { Refusal } from '../errors/refusal.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { labelsOf, longestLabels } from './labels-of.js';
import { readForm, type FormPart } from './read-form.js';
import type { RawRequest } from './raw-request.js';

/** Fields of a form are texts; these are meant as numbers. */
const numbers = new Set(['longestSide', 'alpha', 'temperature', 'minScore', 'minMargin', 'depth']);

/** Numbers with commas between them, three at most. */
const lists = new Set(['bands', 'range', 'at']);

/** Texts with commas between them. */
const texts = new Set(['colors']);

/** Fields whose text is JSON. */
const objects = new Set(['options', 'refine', 'view', 'multiLabel']);

/** Parts besides labels; more than there are fields, so that an unknown one is named. */
const otherParts = 20;

/**
 * Takes a form apart: `image` is a file, `labels` a text with commas that may be repeated, everything else occurs once.
 *
 * @throws Refusal `REQUEST_INVALID`, LangSegError `LABELS_INVALID`.
 */
export async function readFormRequest(
  body: Uint8Array,
  boundary: string,
  limits: Pick<SegmentLimits, 'maxLabels'>,
): Promise<RawRequest> {
  const parts = await readForm(body, boundary, {
    maxParts: limits.maxLabels + otherParts,
    // Letters of UTF-8 have up to four bytes, and the longest labels in pieces are checked again below.
    maxTextBytes: 4 * longestLabels(limits),
    files: new Set(['image']),
  });
  if (!parts.some(({ name }) => name === 'image')) throw noPhoto(parts);
  const fields: Record<string, unknown> = {};
  const labels: string[] = [];
  let image: Uint8Array | undefined;
  for (const { name, value } of parts) {
    if (name === 'labels' || name === 'labels[]') {
      labels.push(textOf(name, value));
    } else if (Object.hasOwn(fields, name) || (name === 'image' && image)) {
      throw new Refusal('REQUEST_INVALID', `"${name}" occurs more than once.`);
    } else if (name === 'image') {
      image = value as Uint8Array;
    } else {
      const text = textOf(name, value);
      fields[name] = lists.has(name)
        ? text.split(',', 4).map(numberOf)
        : numbers.has(name) || (name === 'other' && text !== 'auto')
          ? numberOf(text)
          : objects.has(name)
            ? jsonOf(text)
            : texts.has(name)
              ? text.split(',').map((each) => each.trim())
              : text;
    }
  }
  if (labels.length === 0)
    throw new Refusal(
      'REQUEST_INVALID',
      `The form has no "labels": what to look for, as "sky, grass". ${listed(parts)}`,
    );
  return { image: image!, fields: { ...fields, labels: labelsOf(labels, limits) } };
}

/** Text that is not a number stays text, to be refused with the other fields. */
function numberOf(text: string): number | string {
  return text.trim() ? Number(text) : text;
}

/** Text that is no JSON stays text, to be refused with the other fields. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function textOf(name: string, value: FormPart['value']): string {
  if (typeof value === 'string') return value;
  throw new Refusal('REQUEST_INVALID', `Expected "${name}" to be a text, found a file.`);
}

function noPhoto(parts: readonly FormPart[]): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `The form has no photo: expected a file called "image". ${listed(parts)}`,
  );
}

function listed(parts: readonly FormPart[]): string {
  if (parts.length === 0) return 'It is empty.';
  const shown = parts
    .slice(0, 8)
    .map(({ name, value }) => `"${name}" (${typeof value === 'string' ? 'text' : 'file'})`);
  return `It has ${shown.join(', ')}${parts.length > 8 ? ' and more' : ''}.`;
}
