import { MIMEType } from 'node:util';
import { Refusal } from '../errors/refusal.js';

/** What the type of a body says. */
export interface MediaType {
  readonly kind: 'json' | 'form';
  /** What stands between the parts of a form. */
  readonly boundary?: string;
  /** Character set, in small letters. */
  readonly charset?: string;
}

/**
 * Reads the `Content-Type` of a request.
 *
 * @throws Refusal `MEDIA_TYPE_UNSUPPORTED`, `REQUEST_INVALID` for a form without a boundary.
 */
export function parseMediaType(contentType: string): MediaType {
  const { essence, params } = mimeType(contentType) ?? {};
  const charset = params?.get('charset')?.toLowerCase();
  if (essence === 'application/json' || essence === 'text/json' || essence?.endsWith('+json'))
    return { kind: 'json', charset };
  if (essence !== 'multipart/form-data')
    throw new Refusal(
      'MEDIA_TYPE_UNSUPPORTED',
      `Expected a body of type multipart/form-data or application/json, got ${essence ?? (contentType.trim() || 'none')}.`,
    );
  const boundary = params?.get('boundary');
  if (!boundary)
    throw new Refusal(
      'REQUEST_INVALID',
      `The Content-Type "${contentType}" names no boundary, so the form can't be parsed. Let your client set ` +
        'this header itself: it knows the boundary that it writes between the parts.',
    );
  return { kind: 'form', boundary, charset };
}

function mimeType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}
