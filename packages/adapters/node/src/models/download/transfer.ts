import { TransientFailure } from '@langseg/adapter-common';

/** Characters of a tag that is kept, in the name of a file. Servers' own have some dozens; a download with a longer one begins anew. */
const longestTag = 100;

/** Which bytes a response brings. */
export interface Transfer {
  /** Offset of its first byte; 0 when the server sends everything. */
  readonly start: number;
  /** Size of the whole file, where the server tells. */
  readonly total: number | undefined;
  /** Strong entity tag: the same tag means the same bytes. */
  readonly etag: string | undefined;
}

/**
 * Reads range, length and entity tag off a response (RFC 9110, sections 8.8.3 and 14.4).
 *
 * @param requested the offset that was asked for.
 */
export function parseTransfer({ status, headers }: Response, requested: number): Transfer {
  const isEncoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const tag = headers.get('etag');
  const isUsable = tag !== null && tag.length <= longestTag && !tag.startsWith('W/') && !isEncoded;
  const etag = isUsable ? tag : undefined;
  if (status !== 206) {
    const length = headers.get('content-length');
    return { start: 0, total: length && !isEncoded ? Number(length) : undefined, etag };
  }
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (!range || Number(range[1]) !== requested)
    throw new TransientFailure(`the server sent another range than the one from byte ${requested}`, {
      rangeRefused: true,
    });
  return { start: requested, total: range[2] === '*' ? undefined : Number(range[2]), etag };
}
