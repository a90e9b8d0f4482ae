import type { MediaType } from './media-type.js';
import { assertPhoto } from './photo-signature.js';
import { readFormRequest } from './read-form-request.js';
import { readJsonRequest } from './read-json-request.js';
import { parseSegmentRequest, type RequestRules, type SegmentRequest } from './segment-request.js';

/** A request that has been checked. Plain data, to be sent between processes. */
export interface PhotoRequest {
  /** The encoded photo; it begins as one does, no more is known of it. */
  readonly image: Uint8Array;
  readonly wishes: SegmentRequest;
}

/**
 * Takes the body of a request apart and checks everything that its bytes tell, in time that grows with their number.
 *
 * @throws Refusal `REQUEST_INVALID`; LangSegError `LABELS_INVALID`, `IMAGE_UNREADABLE`.
 */
export async function readRequest(
  body: Uint8Array,
  { kind, boundary, charset }: MediaType,
  rules: RequestRules,
): Promise<PhotoRequest> {
  const { image, fields } =
    kind === 'form' ? await readFormRequest(body, boundary!, rules) : readJsonRequest(body, charset, rules);
  const wishes = parseSegmentRequest(fields, rules);
  assertPhoto(image);
  return { image, wishes };
}
