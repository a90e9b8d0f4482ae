import type { IncomingMessage } from 'node:http';
import { LangSegError } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { ByteBudget } from './byte-budget.js';

/** A body that has arrived. */
export interface Body extends Disposable {
  readonly bytes: Uint8Array;
}

/** How much may arrive. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** What the bytes are counted against until the body is disposed. */
  readonly budget: ByteBudget;
}

/**
 * Reads the body of a request. What was announced counts for nothing, what has arrived does: clients that send slowly
 * take no memory from others.
 *
 * @throws Refusal `BODY_TOO_LARGE`, `QUEUE_FULL` when there is no memory for it now; LangSegError `ABORTED` when the
 * client goes away. The rest of the body is thrown away as it comes: a client that is still sending when its
 * connection closes would not see the answer.
 */
export function readBody(incoming: IncomingMessage, { maxBytes, budget }: BodyLimits): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      incoming.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    };
    const fail = (error: Error): void => {
      stop();
      incoming.resume();
      budget.give(size);
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      if (size + chunk.length > maxBytes) return fail(tooLarge(maxBytes));
      if (!budget.take(chunk.length)) return fail(noMemory());
      size += chunk.length;
      chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve({ bytes: Buffer.concat(chunks), [Symbol.dispose]: () => budget.give(size) });
    };
    const onClose = (): void => fail(new LangSegError('ABORTED', 'The client went away.'));
    if (incoming.destroyed) return onClose();
    if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return fail(tooLarge(maxBytes));
    incoming.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(
    'BODY_TOO_LARGE',
    `A body may have ${maxBytes} bytes at most. Scale the photo down, or save it as JPEG.`,
  );
}

function noMemory(): Refusal {
  return new Refusal('QUEUE_FULL', 'Too many photos arrive at once. Try again in a moment.', {
    retryAfter: 1,
  });
}
