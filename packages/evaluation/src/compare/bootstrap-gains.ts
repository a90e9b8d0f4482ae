import { NumpyRandom } from '../episodes/numpy-random.js';
import type { PhotoClassCounts } from '../record/photo-class-counts.js';

/** The same photo in both runs; classes without pixels may be left out. */
export interface PhotoPair {
  readonly before: readonly PhotoClassCounts[];
  readonly after: readonly PhotoClassCounts[];
}

/** A score before and after, and how sure the difference is. */
export interface Gain {
  readonly before: number;
  readonly after: number;
  /** `after` minus `before`. */
  readonly gain: number;
  /** Between these, 95 % of the gains of resampled photo sets lie. */
  readonly interval: readonly [low: number, high: number];
  /** Share of resampled sets that speak against the gain's sign, doubled: the smaller, the surer. */
  readonly p: number;
}

/** Gains of a whole run. */
export interface Gains {
  readonly meanIoU: Gain;
  readonly pixelAccuracy: Gain;
  /** By class number; `undefined` where the photos don't show the class. */
  readonly classes: readonly (Gain | undefined)[];
}

/** Options of {@link bootstrapGains}. */
export interface BootstrapOptions {
  /** Resampled photo sets. Default 1,000. */
  readonly samples?: number;
  /** Default 0; the same seed gives the same figures. */
  readonly seed?: number;
}

/**
 * Compares two runs over the same photos by resampling the photos with replacement (Efron 1979): what differs less than
 * between random choices of photos is no difference.
 */
export function bootstrapGains(
  classes: number,
  photos: readonly PhotoPair[],
  { samples = 1000, seed = 0 }: BootstrapOptions = {},
): Gains {
  const random = new NumpyRandom(seed);
  const measure = (weights: ArrayLike<number>) =>
    [scores(classes, photos, 'before', weights), scores(classes, photos, 'after', weights)] as const;
  const whole = measure(new Uint32Array(photos.length).fill(1));
  const draws = Array.from({ length: photos.length === 0 ? 0 : samples }, () => {
    const weights = new Uint32Array(photos.length);
    for (let i = 0; i < photos.length; i++) weights[random.atMost(photos.length - 1)]++;
    return measure(weights);
  });
  const gain = (of: (each: Float64Array) => number): Gain => {
    const [before, after] = whole.map(of);
    const gains = draws.map(([a, b]) => of(b) - of(a)).filter((value) => !Number.isNaN(value));
    return {
      before,
      after,
      gain: after - before,
      ...spread(Float64Array.from(gains).sort(), after - before),
    };
  };
  return {
    meanIoU: gain((each) => each[classes]),
    pixelAccuracy: gain((each) => each[classes + 1]),
    classes: Array.from({ length: classes }, (_, index) =>
      Number.isNaN(whole[0][index]) ? undefined : gain((each) => each[index]),
    ),
  };
}

/** IoU of each class (NaN without ground truth), then their mean, then pixel accuracy. */
function scores(
  classes: number,
  photos: readonly PhotoPair[],
  side: keyof PhotoPair,
  weights: ArrayLike<number>,
): Float64Array {
  const [right, truth, union] = [0, 1, 2].map(() => new Float64Array(classes));
  photos.forEach((photo, index) => {
    const weight = weights[index];
    if (weight === 0) return;
    for (const { class: number, intersection, groundTruth, predicted } of photo[side]) {
      right[number] += weight * intersection;
      truth[number] += weight * groundTruth;
      union[number] += weight * (groundTruth + predicted - intersection);
    }
  });
  const found = new Float64Array(classes + 2);
  let [sum, counted, correct, labelled] = [0, 0, 0, 0];
  for (let number = 0; number < classes; number++) {
    found[number] = truth[number] > 0 ? right[number] / union[number] : NaN;
    correct += right[number];
    labelled += truth[number];
    if (truth[number] === 0) continue;
    sum += found[number];
    counted++;
  }
  found[classes] = sum / counted;
  found[classes + 1] = correct / labelled;
  return found;
}

function spread(sorted: Float64Array, gain: number): Pick<Gain, 'interval' | 'p'> {
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  const against = sorted.filter((value) => (gain >= 0 ? value <= 0 : value >= 0)).length;
  const p = gain === 0 ? 1 : Math.min(1, (2 * (against + 1)) / (sorted.length + 1));
  return { interval: [at(0.025), at(0.975)], p };
}
