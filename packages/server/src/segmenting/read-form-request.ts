import { parseLabels } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { RawRequest } from './read-request.js';

/** Fields of a form are texts; these are meant as numbers. */
const numbers = new Set(['longestSide', 'alpha', 'temperature']);

/**
 * Takes a form apart: `image` is a file, `labels` a text with commas that may be repeated, everything else occurs once.
 *
 * @throws Refusal `REQUEST_INVALID`, LangSegError `LABELS_INVALID`.
 */
export async function readFormRequest(body: Uint8Array, contentType: string): Promise<RawRequest> {
  const form = await new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': contentType },
  })
    .formData()
    .catch(() => {
      throw new Refusal('REQUEST_INVALID', 'The body is not the multipart form that its type announces.');
    });
  const image = form.get('image');
  if (image === null || typeof image === 'string')
    throw new Refusal(
      'REQUEST_INVALID',
      'Expected "image" to be a file: a photo, sent with a file name. Paths and addresses are not read.',
    );
  const labels = form.getAll('labels').flatMap((text) => parseLabels(textOf('labels', text)).labels);
  const fields: Record<string, unknown> = { labels };
  for (const [name, value] of form) {
    if (name === 'labels') continue;
    if (Object.hasOwn(fields, name) || (name === 'image' && value !== image))
      throw new Refusal('REQUEST_INVALID', `"${name}" is given more than once.`);
    if (name === 'image') continue;
    const text = textOf(name, value);
    fields[name] = numbers.has(name) && text.trim() ? Number(text) : text;
  }
  return { image: new Uint8Array(await image.arrayBuffer()), fields };
}

function textOf(name: string, value: FormDataEntryValue): string {
  if (typeof value === 'string') return value;
  throw new Refusal('REQUEST_INVALID', `Expected "${name}" to be a text, found a file.`);
}
