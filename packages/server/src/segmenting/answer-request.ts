import type { Disposable, EncodedImage, EncodeImageOptions, RunOptions } from '@langseg/core';
import { errorBody, toErrorAnswer } from '../errors/error-answer.js';
import type { Answer, Timings } from './answer.js';
import { encodeOutput } from './encode-output.js';
import { readRequest } from './read-request.js';
import type { SegmentLimits } from './segment-limits.js';
import { parseSegmentRequest } from './segment-request.js';

/** What answering needs of a segmenter; a `Segmenter` fits. */
export interface PhotoSegmenter extends Disposable {
  encode(
    image: Uint8Array,
    options?: EncodeImageOptions,
  ): Promise<Pick<EncodedImage, 'photo' | 'segment' | 'dispose'>>;
}

/** A request as it came in. Plain data, to be sent between processes. */
export interface PostedRequest {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * Answers a request from its bytes to the bytes of the result; errors become answers, too. Only the bytes of the photo
 * reach the segmenter, so nothing in a request can make it open a file or an address.
 */
export async function answerRequest(
  { contentType, body }: PostedRequest,
  segmenter: PhotoSegmenter,
  { signal, ...limits }: SegmentLimits & RunOptions,
): Promise<Answer> {
  const timings: { -readonly [step in keyof Timings]: number } = {};
  let start = performance.now();
  const took = (step: keyof Timings): void => {
    const now = performance.now();
    timings[step] = now - start;
    start = now;
  };
  try {
    const { image, fields } = await readRequest(body, contentType);
    const request = parseSegmentRequest(fields, limits);
    took('parse');
    const encoded = await segmenter.encode(image, { longestSide: request.longestSide, signal });
    try {
      took('encode');
      const warnings: string[] = [];
      const onWarning = ({ message }: { readonly message: string }): void => void warnings.push(message);
      const result = await encoded.segment(request.labels, { signal, onWarning });
      took('label');
      const output = await encodeOutput(result, request, { photo: encoded.photo, warnings, signal });
      took('write');
      return { status: 200, ...output, timings };
    } finally {
      encoded.dispose();
    }
  } catch (error) {
    return failed(error, timings);
  }
}

function failed(error: unknown, timings: Timings): Answer {
  const { status, code, message, headers, isUnexpected } = toErrorAnswer(error);
  return {
    status,
    contentType: 'application/json',
    body: new TextEncoder().encode(errorBody({ code, message })),
    headers,
    timings,
    failure: isUnexpected ? (error instanceof Error && error.stack) || String(error) : undefined,
  };
}
