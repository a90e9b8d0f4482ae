import { Refusal } from '../errors/refusal.js';

/** Bytes of the headers of one part. */
const maxHeaderBytes = 16_384;

/** RFC 2046, section 5.1.1. */
const maxBoundary = 70;

const [tab, lineFeed, carriageReturn, blank, dash] = [9, 10, 13, 32, 45];

/** A line of a form that separates parts. */
interface Delimiter {
  readonly start: number;
  /** Where the line ends, its line end included. */
  readonly end: number;
  readonly isLast: boolean;
}

/** What {@link canonicalForm} goes by. */
export interface CanonicalFormOptions {
  /** As the type of the body names it. */
  readonly boundary: string;
  /** Takes the boundary's place; it must not occur in the body. */
  readonly another: string;
  readonly maxParts: number;
}

/**
 * Rewrites a form as browsers write it: line ends are CR LF, nothing stands behind a boundary, before the first or after
 * the last one, and the boundary is one that no part contains. RFC 2046 lets clients be freer than parsers are.
 *
 * @throws Refusal `REQUEST_INVALID` for what is no form, was cut short, or has too many parts: the rest is not looked at.
 */
export function* canonicalForm(
  body: Buffer,
  { boundary, another, maxParts }: CanonicalFormOptions,
): Generator<Buffer> {
  if (boundary.length > maxBoundary)
    throw invalid(`The boundary has ${boundary.length} characters; at most ${maxBoundary} are allowed.`);
  const marker = Buffer.from(`--${boundary}`, 'latin1');
  let delimiter = findDelimiter(body, marker, 0);
  if (!delimiter)
    throw invalid(
      `The body is not the multipart form that its type announces: there is no line "--${boundary}".`,
    );
  for (let part = 1; !delimiter.isLast; part++) {
    if (part > maxParts) throw invalid(`The form has more than ${maxParts} parts.`);
    const next = findDelimiter(body, marker, delimiter.end);
    if (!next) throw invalid(`The form was cut short: its last line, "--${boundary}--", is missing.`);
    const { headers, end } = readHeaders(body.subarray(0, next.start), delimiter.end);
    yield Buffer.from(`--${another}\r\n${headers.join('\r\n')}\r\n\r\n`, 'latin1');
    yield body.subarray(end, Math.max(end, lineBefore(body, next.start)));
    yield Buffer.from('\r\n');
    delimiter = next;
  }
  yield Buffer.from(`--${another}--\r\n`);
}

/** The next line that consists of boundary and blanks. */
function findDelimiter(body: Buffer, marker: Buffer, from: number): Delimiter | undefined {
  for (let at = from; ;) {
    const start = body.indexOf(marker, at);
    if (start < 0) return undefined;
    // Only the beginning of a line counts.
    at = body.indexOf(lineFeed, start) + 1;
    if (at === 0) at = body.length;
    if (start > 0 && body[start - 1] !== lineFeed) continue;
    let end = start + marker.length;
    const isLast = body[end] === dash && body[end + 1] === dash;
    if (isLast) end += 2;
    while (body[end] === blank || body[end] === tab) end++;
    if (body[end] === carriageReturn) end++;
    if (body[end] === lineFeed) return { start, end: end + 1, isLast };
    if (end >= body.length) return { start, end, isLast };
  }
}

/** The lines from `start` to the empty one, and where the content behind it begins. */
function readHeaders(part: Buffer, start: number): { readonly headers: string[]; readonly end: number } {
  const headers: string[] = [];
  for (let at = start; at - start <= maxHeaderBytes;) {
    const lineEnd = part.indexOf(lineFeed, at);
    if (lineEnd < 0)
      throw invalid('A part of the form has no empty line between its headers and its content.');
    const line = part.toString('latin1', at, lineBefore(part, lineEnd + 1));
    at = lineEnd + 1;
    if (line === '') return { headers, end: at };
    headers.push(line);
  }
  throw invalid(`The headers of a part of the form have more than ${maxHeaderBytes} bytes.`);
}

/** Where the line before a position ends, without its line end. */
function lineBefore(bytes: Buffer, position: number): number {
  return bytes[position - 2] === carriageReturn ? position - 2 : position - 1;
}

function invalid(message: string): Refusal {
  return new Refusal('REQUEST_INVALID', message);
}
