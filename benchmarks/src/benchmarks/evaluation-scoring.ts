import { countPhoto, makeRecord, type EvaluationSettings, type PhotoCounts } from '@langseg/evaluation';
import type { TimedBenchmark } from '../measuring/benchmark.js';

const [width, height, classes, masks] = [512, 512, 150, 1000];

/** Scores of label maps that are there already: what evaluation costs apart from the model, on one core. */
export const evaluationScoring: TimedBenchmark = {
  id: 'evaluation/scoring',
  title: `${masks} masks of ${width}×${height} with ${classes} classes, counted and scored`,
  async prepare() {
    const pairs = Array.from({ length: 8 }, (_, number) => ({
      prediction: blobs(number, 37),
      target: blobs(number + 3, 41),
    }));
    return {
      variants: [
        {
          name: 'confusion',
          targetMs: 5000,
          run: async () => {
            const photos = Array.from({ length: masks }, (_, at): PhotoCounts => {
              const options = { classes, boundaryTolerance: null };
              return { id: String(at), at, ...countPhoto({ width, height, ...pairs[at % 8] }, options) };
            });
            const labels = Array.from({ length: classes }, (_, number) => String(number));
            return makeRecord({ labels, settings, shard: null, photos, skipped: [] });
          },
        },
      ],
    };
  },
};

const settings: EvaluationSettings = {
  model: { name: 'none' },
  dataset: { name: 'blobs', photos: masks, sha256: '0'.repeat(64) },
  words: { classes: [['0']], sha256: '0'.repeat(64) },
  templates: 'model',
  view: 'model',
  threshold: 0,
  scale: 'model',
  maskSize: 'photo',
  convention: 'standard',
  moreThanPixels: 0,
  boundaryTolerance: null,
  calibrationRows: null,
  versions: {},
};

/** A map with areas of about `side` pixels. */
function blobs(seed: number, side: number): Int32Array {
  return Int32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [Math.floor((i % width) / side), Math.floor(i / width / side)];
    return (x * 31 + y * 17 + seed * 13) % classes;
  });
}
