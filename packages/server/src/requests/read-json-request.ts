import { labelsFromJson } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { decodeBase64 } from './decode-base64.js';
import { decodeJson } from './decode-json.js';
import { labelsOf } from './labels-of.js';
import type { RawRequest } from './raw-request.js';

/**
 * Takes a JSON body apart: `image` is the photo in base64, `labels` a list, a tree by names, or a text with commas.
 *
 * @throws Refusal `REQUEST_INVALID`, LangSegError `LABELS_INVALID`.
 */
export function readJsonRequest(
  body: Uint8Array,
  charset: string | undefined,
  limits: Pick<SegmentLimits, 'maxLabels'>,
): RawRequest {
  const json = decodeJson(body, charset);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Refusal(
      'REQUEST_INVALID',
      `Expected an object with "image" and "labels", got ${kindOf(json)}.`,
    );
  const { image, labels, ...others } = json as Record<string, unknown>;
  if (typeof image !== 'string')
    throw new Refusal('REQUEST_INVALID', `Expected "image" to be a photo in base64, got ${kindOf(image)}.`);
  return {
    image: decodeBase64('image', image),
    fields: { ...others, labels: listed(labels, limits) },
  };
}

/** A list as it is, once it is known to be no deeper than a tree of labels may be; an object is a tree by names. */
function listed(labels: unknown, limits: Pick<SegmentLimits, 'maxLabels'>): unknown {
  if (typeof labels === 'string') return labelsOf([labels], limits);
  assertShallow(labels);
  return typeof labels === 'object' && labels !== null && !Array.isArray(labels)
    ? labelsFromJson(labels)
    : labels;
}

/** Each level of a tree is a list in an object. */
const deepest = 2 * 32;

function assertShallow(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest)
      throw new Refusal('REQUEST_INVALID', `"labels" are nested more than ${deepest} deep.`);
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'none';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
