import { createSegmenter, type CreateSegmenterOptions } from 'langseg/web';
import { toBase64 } from '../sent-tensor.js';

/** Segments a sample photo from its file, as a person who picks one does. */
export async function segmentPhoto(
  name: string,
  labels: readonly string[],
  options: Pick<CreateSegmenterOptions, 'device' | 'threads'>,
) {
  const warnings: string[] = [];
  const segmenter = await createSegmenter({ ...options, onWarning: (message) => warnings.push(message) });
  const file = await (await fetch(name)).blob();
  const { width, height, labelMap } = await segmenter.segment(file, labels);
  const { device, threads } = segmenter;
  await segmenter.dispose();
  return { device, threads, warnings, width, height, labelMap: toBase64(new Uint8Array(labelMap)) };
}
