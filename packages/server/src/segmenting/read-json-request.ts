import { parseLabels } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { RawRequest } from './read-request.js';

/** What stands before the bytes where a browser has read a file as an address. */
const dataPrefix = /^data:[\w.+-]+\/[\w.+-]+;base64,/;

/**
 * Takes a JSON body apart: `image` is the photo in base64, `labels` a list, or a text with commas.
 *
 * @throws Refusal `REQUEST_INVALID`, LangSegError `LABELS_INVALID`.
 */
export function readJsonRequest(body: Uint8Array): RawRequest {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new Refusal('REQUEST_INVALID', `The body is not JSON in UTF-8: ${(error as Error).message}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Refusal('REQUEST_INVALID', 'Expected an object with "image" and "labels".');
  const { image, labels, ...others } = json as Record<string, unknown>;
  return {
    image: decodeBase64(image),
    fields: { ...others, labels: typeof labels === 'string' ? parseLabels(labels).labels : labels },
  };
}

function decodeBase64(image: unknown): Uint8Array {
  if (typeof image !== 'string' || image === '') throw notBase64();
  const start = dataPrefix.exec(image.slice(0, 100))?.[0].length ?? 0;
  const text = start > 0 ? image.slice(start) : image;
  const bytes = Buffer.from(text, 'base64');
  // The decoder stops at the padding and leaves out what is none of its letters; nothing else may have been there.
  const letters = text.endsWith('==') ? text.length - 2 : text.length - Number(text.endsWith('='));
  if (bytes.length !== Math.floor((letters * 3) / 4)) throw notBase64();
  return bytes;
}

function notBase64(): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    'Expected "image" to be the bytes of a photo in base64. Paths and addresses are not read.',
  );
}
