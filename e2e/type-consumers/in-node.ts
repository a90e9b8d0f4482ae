import {
  createSegmenter,
  encodeMask,
  LangSegError,
  type Device,
  type ModelProgress,
  type RleSegment,
} from 'langseg';

const device: Device = 'cpu';
const seen: ModelProgress[] = [];
const segmenter = await createSegmenter({ device, onProgress: (event) => seen.push(event) });
const result = await segmenter.segment('photo.jpg', ['dog', 'grass']);
await result.save('out/photo.png');
export const mask: Uint8Array = await encodeMask(result.labelMap, result);
export const runs: readonly RleSegment[] = result.toRle();
export const [{ label, share }] = result.legend();
export const isUsage = (error: unknown): boolean => LangSegError.is(error, 'USAGE');
await segmenter.dispose();
