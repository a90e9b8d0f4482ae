import {
  labelNames,
  labelOptionsOf,
  LangSegError,
  paletteWith,
  parseColor,
  throwIfAborted,
  type ComponentSet,
  type Disposable,
  type EncodeImageOptions,
  type EncodedImage,
  type Explanation,
  type ImageReader,
  type Palette,
  type RgbImage,
  type RunOptions,
  type ViewPlan,
} from '@langseg/core';
import { errorBody, toErrorAnswer } from '../errors/error-answer.js';
import type { Answer, Timings } from './answer.js';
import { Refusal } from '../errors/refusal.js';
import { encodeOutput, outputConfig, type EncodedOutput } from './encode-output.js';
import type { PhotoRequest } from '../requests/read-request.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { assertBoundedWork } from './assert-bounded-work.js';

/** What answering needs of a segmenter; a `Segmenter` fits. */
export interface PhotoSegmenter extends Disposable {
  plan(photo: Pick<RgbImage, 'width' | 'height'>, options?: EncodeImageOptions): ViewPlan;
  encode(image: RgbImage, options?: EncodeImageOptions): Promise<Pick<EncodedImage, 'segment' | 'dispose'>>;
}

/** What answers requests, and how long it may take. */
export interface AnswerInit extends RunOptions {
  readonly segmenter: PhotoSegmenter;
  /** Decodes photos, up to a number of pixels. */
  readonly images: ImageReader;
  readonly limits: SegmentLimits;
  /** Its result formats can be answered. */
  readonly registry: ComponentSet;
}

/**
 * Answers a request with the bytes of the result; errors become answers, too. Only pixels reach the segmenter, so nothing
 * in a request can make it open a file or an address.
 */
export async function answerRequest(
  { image, wishes }: PhotoRequest,
  { segmenter, images, limits, registry, signal }: AnswerInit,
): Promise<Answer> {
  const timings: { -readonly [step in keyof Timings]: number } = {};
  let start = performance.now();
  const took = (step: keyof Timings): void => {
    const now = performance.now();
    timings[step] = now - start;
    start = now;
  };
  try {
    const config = outputConfig(wishes, registry);
    const warnings: string[] = [];
    const { labels, longestSide, view, refine, bands, range, at } = wishes;
    const onWarning = ({ message }: { readonly message: string }): void => void warnings.push(message);
    // Without the signal: a decoder can't be interrupted, and what is given up goes on in the background.
    const photo = await images.read(image, { bands, range, onWarning });
    throwIfAborted(signal);
    assertBoundedWork(segmenter.plan(photo, { longestSide, view }), wishes, limits);
    if (at && (at[0] >= photo.width || at[1] >= photo.height))
      throw new Refusal(
        'REQUEST_INVALID',
        `"at" must lie inside the ${photo.width} × ${photo.height} photo.`,
      );
    took('decode');
    const encoded = await segmenter.encode(photo, { longestSide, view, warnings, signal });
    try {
      took('encode');
      const result = await encoded
        .segment(labels, { ...labelOptionsOf(wishes), palette: paletteOf(wishes), refine, signal })
        .catch(refuseOther);
      const explanation = at && (await result.explain(...at, { signal }));
      took('label');
      const encodedOutput = await encodeOutput(result, config, { photo, registry, signal });
      const output = explanation ? withExplanation(encodedOutput, explanation) : encodedOutput;
      took('write');
      return { status: 200, ...output, timings };
    } finally {
      encoded.dispose();
    }
  } catch (error) {
    return failed(error, timings);
  }
}

function paletteOf({ colors = [], labels, ...options }: PhotoRequest['wishes']): Palette {
  return paletteWith(
    colors.map((color) => parseColor(color)!),
    labelNames(labels, labelOptionsOf(options)).length,
  );
}

/** A model without a calibration can't do what `other: "auto"` asks for. */
function refuseOther(error: unknown): never {
  if (LangSegError.is(error, 'USAGE') && 'other' in error.context)
    throw new Refusal('REQUEST_INVALID', error.message);
  throw error;
}

/** Adds why a pixel has its label to an answer in JSON. */
function withExplanation({ contentType, body }: EncodedOutput, at: Explanation): EncodedOutput {
  const answer = JSON.parse(new TextDecoder().decode(body)) as object;
  return { contentType, body: new TextEncoder().encode(`${JSON.stringify({ ...answer, at }, null, 2)}\n`) };
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
