import type { Sample } from '@langseg/datasets';
import { componentChecks, registerChecks, type Check } from '@langseg/datasets/conformance';
import { expect } from 'vitest';
import { augmentationSlot, type AugmentationComponent } from '../../augmentation/augmentation-component.js';
import type { Padding } from '../../augmentation/place-sample.js';
import { createRandom } from '../../random/create-random.js';

/** Setup of {@link testAugmentation}. */
export interface AugmentationSetup {
  readonly component: AugmentationComponent;
  /** Options besides `type`. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
}

const padding: Padding = { color: [120, 130, 140], maskValue: 255 };
const values = [0, 1, 2, 255];

/** Registers the tests that every augmentation must pass. */
export function testAugmentation(setup: AugmentationSetup): void {
  registerChecks(`augmentation conformance: ${setup.component.type}`, augmentationChecks(setup));
}

/** The tests of {@link testAugmentation}. */
export function augmentationChecks({ component, options = {} }: AugmentationSetup): Check[] {
  const create = () => component.create(component.configSchema.parse(options));
  const samples = () => [sampleOf(40, 30), sampleOf(30, 40), sampleOf(90, 60), sampleOf(1, 7)];
  const apply = (sample: Sample, seed: number, augmentation = create()) =>
    augmentation.apply(sample, createRandom(seed), padding);
  return [
    ...componentChecks(component, augmentationSlot, options, ['type']),
    {
      title: 'makes photo and mask of its size out of any',
      run() {
        const { width, height } = create().size;
        for (const { image, mask } of samples().map((sample) => apply(sample, 1))) {
          expect([image.width, image.height, image.data.length]).toEqual([width, height, 3 * width * height]);
          expect([mask.width, mask.height, mask.data.length]).toEqual([width, height, width * height]);
        }
      },
    },
    {
      title: 'leaves mask values as they are',
      run() {
        for (const { mask } of samples().map((sample) => apply(sample, 2)))
          expect([...new Set(mask.data)].filter((value) => !values.includes(value))).toEqual([]);
      },
    },
    {
      title: 'depends on the sample and the random numbers alone, and leaves the sample alone',
      run() {
        const used = create();
        samples().forEach((sample, seed) => {
          apply(sample, 9, used);
          expectSame(apply(sample, seed, used), apply(samples()[seed], seed));
          expectSame(sample, samples()[seed]);
        });
      },
    },
    {
      title: 'has no more looks than it says',
      run() {
        const { looks } = create();
        if (looks === undefined) return;
        for (const sample of samples()) {
          const seen = Array.from({ length: 8 * looks }, (_, seed) => textOf(apply(sample, seed)));
          expect(new Set(seen).size).toBeLessThanOrEqual(looks);
        }
      },
    },
  ];
}

/** Compared as text: matchers go through typed arrays number by number. */
function expectSame(found: Sample, expected: Sample): void {
  expect(textOf(found) === textOf(expected), 'the same pixels').toBe(true);
}

function textOf({ image, mask }: Sample): string {
  return `${image.data.join()};${mask.data.join()}`;
}

function sampleOf(width: number, height: number): Sample {
  const mask = Uint8Array.from({ length: width * height }, (_, i) => values[(i % width) % values.length]);
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7) % 251);
  return { image: { width, height, data }, mask: { width, height, data: mask } };
}
