import {
  createSegmenter,
  encodeMaskPng,
  LangSegError,
  type ModelProgress,
  type RleSegment,
} from '@langseg/web';

const seen: ModelProgress[] = [];
const segmenter = await createSegmenter({ onProgress: (event) => seen.push(event) });
const photo = await segmenter.encode(document.querySelector('img')!);
const result = await photo.segment(['dog', 'grass']);
export const mask: Blob = await encodeMaskPng(result);
export const runs: readonly RleSegment[] = result.toRle();
export const isUsage = (error: unknown): boolean => LangSegError.is(error, 'USAGE');
await segmenter.dispose();
