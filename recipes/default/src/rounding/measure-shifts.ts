import { toPixels, type Preprocessing, type RgbImage, type Runtime } from '@langseg/core';
import { encodeModel, type Graph } from '@langseg/onnx-graph';
import { shiftGraph } from './shift-graph.js';

/**
 * How much higher 8-bit weights make the channels of convolutions, as a mean over photos.
 *
 * @param graph an image encoder with float32 weights and the input `pixels`.
 * @returns `[C]` by `shiftName` of the convolution.
 */
export async function measureShifts(
  graph: Graph,
  photos: AsyncIterable<RgbImage>,
  { preprocessing, runtime }: { readonly preprocessing: Preprocessing; readonly runtime: Runtime },
): Promise<ReadonlyMap<string, Float32Array>> {
  const session = await runtime.load(await encodeModel(shiftGraph(graph)));
  const sums = new Map<string, Float64Array>();
  let count = 0;
  try {
    for await (const photo of photos) {
      const shifts = await session.run({ pixels: toPixels(photo, preprocessing) });
      for (const [name, { data }] of Object.entries(shifts)) {
        const sum = sums.get(name) ?? new Float64Array(data.length);
        sum.forEach((value, channel) => (sum[channel] = value + Number(data[channel])));
        sums.set(name, sum);
      }
      count++;
    }
  } finally {
    await session.dispose();
  }
  return new Map([...sums].map(([name, sum]) => [name, Float32Array.from(sum, (value) => value / count)]));
}
