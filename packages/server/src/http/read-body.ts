import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { LangSegError } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { ByteBudget } from './byte-budget.js';
import { decoderFor } from './content-encoding.js';

/** A body that has arrived. */
export interface Body extends Disposable {
  readonly bytes: Uint8Array;
}

/** How much may arrive. */
export interface BodyLimits {
  /** Of the body as it is sent, and of what it unpacks to. */
  readonly maxBytes: number;
  /** What the bytes are counted against until the body is disposed. */
  readonly budget: ByteBudget;
  /** Called when the body is wanted: a client may wait for that before it sends. */
  readonly onWanted?: () => void;
}

/**
 * Reads the body of a request and unpacks it. What was announced counts for nothing, what has arrived does: clients that
 * send slowly take no memory from others.
 *
 * @throws Refusal `BODY_TOO_LARGE`, `REQUEST_INVALID` for one that can't be unpacked, `MEDIA_TYPE_UNSUPPORTED`,
 * `QUEUE_FULL` when there is no memory for it now; LangSegError `ABORTED` when the client goes away. The rest of the
 * body is thrown away as it comes: a client that is still sending when its connection closes would not see the answer.
 */
export async function readBody(
  incoming: IncomingMessage,
  { maxBytes, budget, onWanted }: BodyLimits,
): Promise<Body> {
  const decoder = decoderFor(incoming.headers['content-encoding'])?.();
  if (incoming.destroyed) throw new LangSegError('ABORTED', 'The client disconnected.');
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  onWanted?.();
  const chunks: Buffer[] = [];
  let [size, sent, isWhole] = [0, 0, false];
  const source: Readable = decoder ?? incoming;
  try {
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => reject(new LangSegError('ABORTED', 'The client disconnected.'));
      incoming.once('end', () => (isWhole = true)).on('error', leave);
      incoming.once('close', () => isWhole || leave());
      source.once('end', resolve).on('data', (chunk: Buffer) => {
        if (size + chunk.length > maxBytes) return reject(tooLarge(maxBytes));
        if (!budget.take(chunk.length)) return reject(noMemory());
        size += chunk.length;
        chunks.push(chunk);
      });
      if (!decoder) return;
      decoder.on('error', (error) => reject(notPacked(incoming, error)));
      incoming.on('data', (chunk: Buffer) => (sent += chunk.length) > maxBytes && reject(tooLarge(maxBytes)));
      incoming.pipe(decoder);
    });
    return { bytes: Buffer.concat(chunks), [Symbol.dispose]: () => budget.give(size) };
  } catch (error) {
    budget.give(size);
    throw error;
  } finally {
    source.removeAllListeners('data');
    incoming.removeAllListeners('data').unpipe().resume();
    decoder?.destroy();
  }
}

function notPacked({ headers }: IncomingMessage, { message }: Error): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `The body does not match its Content-Encoding, "${headers['content-encoding']}": ${message}.`,
  );
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(
    'BODY_TOO_LARGE',
    `A body may have at most ${maxBytes} bytes, decompressed. Scale the photo down, or save it as JPEG.`,
  );
}

function noMemory(): Refusal {
  return new Refusal('QUEUE_FULL', 'Too many photos are arriving at once. Try again in a moment.', {
    retryAfter: 1,
  });
}
