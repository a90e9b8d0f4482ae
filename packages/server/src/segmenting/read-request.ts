import { Refusal } from '../errors/refusal.js';
import { readFormRequest } from './read-form-request.js';
import { readJsonRequest } from './read-json-request.js';

/** A body taken apart, not yet checked. */
export interface RawRequest {
  /** The photo as it came: an encoded file. */
  readonly image: Uint8Array;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `application/json` and the like, without parameters. */
function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0].trim().toLowerCase();
}

/**
 * Says what kind of body this is, by its type alone.
 *
 * @throws Refusal `MEDIA_TYPE_UNSUPPORTED`.
 */
export function bodyKindOf(contentType: string): 'json' | 'form' {
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === 'application/json') return 'json';
  if (mediaType === 'multipart/form-data') return 'form';
  throw new Refusal(
    'MEDIA_TYPE_UNSUPPORTED',
    `Expected a body of type multipart/form-data or application/json, got ${mediaType || 'none'}.`,
  );
}

/**
 * Takes the body of a request apart.
 *
 * @throws Refusal `MEDIA_TYPE_UNSUPPORTED`, `REQUEST_INVALID`; LangSegError `LABELS_INVALID`.
 */
export async function readRequest(body: Uint8Array, contentType: string): Promise<RawRequest> {
  return bodyKindOf(contentType) === 'json' ? readJsonRequest(body) : readFormRequest(body, contentType);
}
