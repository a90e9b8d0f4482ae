import { createModelStore } from '@langseg/adapter-node';
import type { RgbImage } from '@langseg/core';
import { createSegmenter } from 'langseg';
import prettyBytes from 'pretty-bytes';
import { defaultModel } from '../models/default-model.js';
import { failed, type Check } from './check.js';

/** Whether the files of the embedded model are what was published. */
export async function checkDefaultModel(signal: AbortSignal): Promise<Check> {
  const name = 'Default model';
  try {
    const { path, bytes } = await defaultModel();
    await createModelStore().verify(path, { signal });
    return { name, status: 'ok', found: `intact, ${prettyBytes(bytes)}` };
  } catch (error) {
    return { ...failed(name, error), advice: 'Install LangSeg again.' };
  }
}

/** Times the embedded model on a picture of noise. */
export async function checkInference(signal: AbortSignal): Promise<Check> {
  const name = 'Default model speed';
  try {
    const loadedFrom = performance.now();
    await using segmenter = await createSegmenter({ signal });
    const start = performance.now();
    const times: number[] = [];
    for (let run = 0; run < 4; run++) {
      const from = performance.now();
      await segmenter.segment(noise(480, 360), ['sky', 'grass', 'other'], { signal });
      times.push(performance.now() - from);
    }
    const [first, ...warm] = times;
    const typical = warm.sort((a, b) => a - b)[1];
    return {
      name,
      status: 'ok',
      found: `loaded in ${round(start - loadedFrom)} ms, first photo ${round(first)} ms, further ones ${round(typical)} ms (480 × 360)`,
    };
  } catch (error) {
    return failed(name, error);
  }
}

function noise(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0, state = 1; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return { width, height, data };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds);
}
