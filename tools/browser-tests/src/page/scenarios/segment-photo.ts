import { createSegmenter, type CreateSegmenterOptions, type EncodeImageOptions } from '@langseg/web';
import { toBase64 } from '../sent-tensor.js';

/** Segments a sample photo from its file, as a person who picks one does. */
export async function segmentPhoto(
  name: string,
  labels: readonly string[],
  { longestSide, ...options }: Pick<CreateSegmenterOptions, 'device'> & EncodeImageOptions,
) {
  const warnings: string[] = [];
  const segmenter = await createSegmenter({ ...options, onWarning: (message) => warnings.push(message) });
  const file = await (await fetch(name)).blob();
  const { width, height, labelMap } = await segmenter.segment(file, labels, { longestSide });
  const { device, threads } = segmenter;
  await segmenter.dispose();
  return { device, threads, warnings, width, height, labelMap: toBase64(new Uint8Array(labelMap)) };
}
