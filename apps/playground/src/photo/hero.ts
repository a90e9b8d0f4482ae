import type { NamePlace } from '@langseg/view';
import facts from './hero.json' with { type: 'json' };
import { samples, type Sample } from './samples.js';

/** The first sample as the default model paints it; made by `build/make-hero.ts`. */
export const hero: {
  readonly sample: Sample;
  readonly mask: string;
  readonly width: number;
  readonly height: number;
  readonly shares: readonly number[];
  readonly names: readonly NamePlace[];
} = { ...facts, sample: samples[0], mask: new URL('./hero.png', import.meta.url).href };
