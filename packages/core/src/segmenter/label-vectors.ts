import type { Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import type { Label } from '../labels/label.js';
import { allocateLabelMap, type LabelMap } from '../math/label-map.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { labelNames } from './embed-labels.js';
import { EncodedImage, type EncodedImageInit } from './encoded-image.js';
import type { OpenCalls } from './open-calls.js';
import type { SegmentOptions } from './segment-options.js';

/** Vectors and the words that fit them. */
export interface LabelledVectors {
  readonly labels: readonly string[];
  /** `[N]`: for each vector the index of its label. */
  readonly labelMap: LabelMap;
}

/** What {@link labelVectors} needs of a segmenter. */
export interface LabelVectorsInit {
  readonly parts: PipelineParts;
  readonly calibration?: Calibration;
  readonly calls: OpenCalls;
}

/** Most numbers that are compared at once: 64 MB. */
const atOnce = 2 ** 24;

/** Labels vectors as `EncodedImage.segment` labels pixels: some of them at a time are taken for a photo of one row. */
export async function labelVectors(
  { parts, ...init }: LabelVectorsInit,
  vectors: Tensor<'float32'>,
  labels: readonly Label[],
  { onWarning, ...options }: SegmentOptions,
): Promise<LabelledVectors> {
  const D = parts.textEncoder.embeddingDim;
  const { N } = assertShape('Vectors', vectors, ['N', D]);
  const names = labelNames(labels, options);
  const labelMap = allocateLabelMap(N, names.length);
  const { regularizer: _, refiner: __, ...plain } = parts;
  const step = Math.max(1, Math.floor(atOnce / D));
  for (let first = 0; first < N; first += step) {
    const some = vectors.data.subarray(first * D, Math.min(N, first + step) * D);
    const image = new EncodedImage({ ...init, parts: plain, ...rowOfPixels(some, D) });
    const result = await image.segment(labels, { ...options, ...(first === 0 && { onWarning }) });
    labelMap.set(result.labelMap, first);
    image.dispose();
  }
  return { labels: names, labelMap };
}

/** Vectors as the pixels of a photo that was looked at once. */
function rowOfPixels(vectors: Float32Array, D: number): Pick<EncodedImageInit, 'photo' | 'encoded'> {
  const width = vectors.length / D;
  const values = tensor('float32', [1, D, 1, width]);
  const norms = tensor('float32', [1, 1, width]);
  for (let i = 0; i < width; i++) {
    let squares = 0;
    for (let d = 0; d < D; d++) {
      const value = vectors[i * D + d];
      values.data[d * width + i] = value;
      squares += value * value;
    }
    norms.data[i] = Math.sqrt(squares) || 1;
  }
  const size = { width, height: 1 };
  const pass = { canvas: size, window: size, input: size, tops: [0], lefts: [0] };
  const plan = { photo: size, passes: [pass], flip: false, fuse: 'sum-logits', alignCorners: false } as const;
  const pixels = { values, norms, upsampling: { factor: 1, alignCorners: false } };
  const view = { pass: 0, rect: { x: 0, y: 0, ...size }, mirrored: false, pixels };
  return { photo: { ...size, data: new Uint8Array(0) }, encoded: { plan, views: [view] } };
}
