import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Busboy } from '@fastify/busboy';
import { Refusal } from '../errors/refusal.js';
import { canonicalForm } from './canonical-form.js';
import { decodeBase64 } from './decode-base64.js';

/** One part of a form. */
export interface FormPart {
  readonly name: string;
  /** A text, or the content of a file. */
  readonly value: string | Uint8Array;
}

/** How much a form may have. */
export interface FormLimits {
  readonly maxParts: number;
  /** Bytes of a part that is not a file. */
  readonly maxTextBytes: number;
  /** Parts that are files however they are sent. */
  readonly files: ReadonlySet<string>;
}

const maxNameBytes = 100;

/**
 * Takes a form apart. Any order of headers and parameters, quoted and unquoted names, `filename*`, character sets of
 * texts and what stands before the first and after the last part are read.
 *
 * @throws Refusal `REQUEST_INVALID`.
 */
export async function readForm(
  body: Uint8Array,
  boundary: string,
  { maxParts, maxTextBytes, files }: FormLimits,
): Promise<FormPart[]> {
  const another = randomUUID();
  const parts: Promise<FormPart>[] = [];
  /** A wrong part is reported at the end, if nothing else is. */
  const keep = (part: Promise<FormPart>): void => {
    part.catch(() => undefined);
    parts.push(part);
  };
  const busboy = new Busboy({
    headers: { 'content-type': `multipart/form-data; boundary=${another}` },
    isPartAFile: (name = '', type, fileName) =>
      fileName !== undefined || type === 'application/octet-stream' || files.has(name),
    limits: {
      // One more than allowed, so that it is seen.
      fieldNameSize: maxNameBytes + 1,
      fieldSize: maxTextBytes,
      headerPairs: 32,
    },
  });
  const finished = new Promise<void>((resolve, reject) => {
    busboy.on('file', (name, stream, _fileName, encoding) => {
      keep(buffer(stream).then((bytes) => fileOf(name, bytes, encoding)));
    });
    busboy.on('field', (name, text, _nameTruncated, truncated, encoding) => {
      if (truncated) return reject(invalid(`"${name}" has more than ${maxTextBytes} bytes.`));
      keep(Promise.resolve().then(() => fieldOf(name, text, encoding)));
    });
    busboy.on('error', (error) => reject(invalid(`The form can't be parsed: ${(error as Error).message}.`)));
    busboy.on('finish', resolve);
  });
  finished.catch(() => undefined);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  for (const chunk of canonicalForm(bytes, { boundary, another, maxParts })) busboy.write(chunk);
  busboy.end();
  await finished;
  return Promise.all(parts);
}

function fileOf(rawName: string | undefined, bytes: Buffer, encoding: string): FormPart {
  const name = checkName(rawName);
  return { name, value: isBase64(name, encoding) ? decodeBase64(name, bytes.toString('latin1')) : bytes };
}

function fieldOf(rawName: string | undefined, text: string, encoding: string): FormPart {
  const name = checkName(rawName);
  return {
    name,
    value: isBase64(name, encoding) ? new TextDecoder().decode(decodeBase64(name, text)) : text,
  };
}

function checkName(name: string | undefined): string {
  if (!name)
    throw invalid('A part of the form has no name: its Content-Disposition must be form-data with a name.');
  if (Buffer.byteLength(name) > maxNameBytes)
    throw invalid(`A part of the form has a name of more than ${maxNameBytes} bytes.`);
  return name;
}

/** Says whether a part is in base64, as mail programs write forms. */
function isBase64(name: string, encoding: string): boolean {
  if (/^(7bit|8bit|binary)?$/i.test(encoding)) return false;
  if (/^base64$/i.test(encoding)) return true;
  throw invalid(`"${name}" has the Content-Transfer-Encoding "${encoding}"; send it as it is, without one.`);
}

function invalid(message: string): Refusal {
  return new Refusal('REQUEST_INVALID', message);
}
