import { encodeModel, GraphBuilder, Parameters, type BatchNormMode, type Graph } from '@langseg/onnx-graph';
import type { Runtime } from '@langseg/core';
import { expect } from 'vitest';
import type { ImageTrunk } from '../image/image-trunk.js';
import type { Check } from './support/check.js';
import type { ImageCase } from './support/image-case.js';
import { waves } from './support/numbers.js';
import { RecordingWeights } from './support/recording-weights.js';

/** The tests of an architecture's trunk. */
export function trunkChecks(of: ImageCase, trunk: ImageTrunk, runtime: Runtime): Check[] {
  const { config } = of;
  const specs = () => trunk.parameters(config);
  const graphOf = (batchNorm: BatchNormMode, weights = of.weights(specs())): Graph => {
    const g = new GraphBuilder('trunk');
    const parameters = new Parameters(g, weights, { batchNorm });
    const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
    const maps = trunk.append(g, pixels, parameters, config);
    // An output needs a node of its own.
    maps.forEach((map, index) =>
      g.output(`map_${index}`, g.op('Identity', [map]), 'float32', ['batch', 'channels', 'h', 'w']),
    );
    parameters.assertComplete();
    return g.build();
  };
  return [
    {
      title: 'has a trunk with weights that are also its own, all of which are read',
      run() {
        const own = new Map(of.specs().map(({ name, shape }) => [name, shape]));
        for (const { name, shape } of specs()) expect(own.get(name), name).toEqual(shape);
        for (const batchNorm of ['folded', 'inference'] as const) {
          const weights = new RecordingWeights(of.weights(specs()));
          graphOf(batchNorm, weights);
          expect(weights.asked).toEqual(
            specs()
              .map(({ name }) => name)
              .sort(),
          );
        }
      },
    },
    {
      title: 'has a trunk whose maps are as it says, fine ones first',
      async run() {
        const levels = trunk.levels(config);
        expect(levels.length).toBeGreaterThan(0);
        expect(levels.map(({ stride }) => stride)).toEqual(
          levels.map(({ stride }) => stride).sort((a, b) => a - b),
        );
        const { stride: coarsest } = levels[levels.length - 1];
        const session = await runtime.load(await encodeModel(graphOf('folded')));
        try {
          const [height, width] = of.sizes()[0].map((side) => Math.ceil(side / coarsest) * coarsest);
          const maps = await session.run({ pixels: waves([1, 3, height, width]) });
          levels.forEach(({ channels, stride }, index) =>
            expect(maps[`map_${index}`].shape).toEqual([1, channels, height / stride, width / stride]),
          );
        } finally {
          await session.dispose();
        }
      },
    },
  ];
}
