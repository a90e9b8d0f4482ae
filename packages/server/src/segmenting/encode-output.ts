import { createPictureEncoder } from '@langseg/adapter-node';
import {
  createResultEncoder,
  formatSlot,
  LangSegError,
  type AnyConfig,
  type ComponentSet,
  type LiveSegmentation,
  type RgbImage,
  type RunOptions,
} from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { SegmentRequest } from '../requests/segment-request.js';

/** An encoded result. */
export interface EncodedOutput {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** What a result does not know itself. */
export interface OutputFacts extends RunOptions {
  readonly photo: RgbImage;
  /** Its formats can be answered. */
  readonly registry: ComponentSet;
}

/**
 * The format that was asked for with its options. The fields `alpha`, `temperature` and `label` stand for options of that name,
 * where a format has them.
 *
 * @throws Refusal `REQUEST_INVALID`.
 */
export function outputConfig(
  { output, alpha, temperature, label, options }: SegmentRequest,
  registry: ComponentSet,
): AnyConfig {
  const { configSchema } = registry.find(formatSlot, output);
  const fields = Object.entries({ alpha, temperature, labels: label === undefined ? undefined : [label] });
  const known = fields.filter(([name, value]) => value !== undefined && name in configSchema.shape);
  const config = { ...Object.fromEntries(known), ...options, type: output };
  try {
    registry.parseConfig(formatSlot, config);
    return config;
  } catch (error) {
    throw LangSegError.is(error) ? new Refusal('REQUEST_INVALID', error.message) : error;
  }
}

/**
 * Writes a result in the form that was asked for.
 *
 * @throws Refusal `REQUEST_INVALID` when it would be several files.
 */
export async function encodeOutput(
  result: LiveSegmentation,
  config: AnyConfig,
  { photo, registry, signal }: OutputFacts,
): Promise<EncodedOutput> {
  const encoder = createResultEncoder({ registry, pictures: createPictureEncoder() });
  let output: EncodedOutput | undefined;
  for await (const { mediaType, bytes } of encoder.encode(result, config, photo, { signal })) {
    if (output)
      throw new Refusal(
        'REQUEST_INVALID',
        `${config.type} would be several files; an answer has room for one.`,
      );
    output = { contentType: mediaType, body: bytes };
  }
  if (output) return output;
  throw new LangSegError('RUNTIME_FAILED', `The format "${config.type}" has written nothing.`);
}
