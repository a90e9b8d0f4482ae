import { defineRegularizer, shapeOf } from '@langseg/architecture';
import { assertShape, definePlugin, LangSegError, sourceOf, tensor, throwIfAborted } from '@langseg/core';
import { encodeModel, GraphBuilder, Parameters } from '@langseg/onnx-graph';
import * as z from 'zod';

const axes = ['batch', 'labels', 'height', 'width'];
const passes = z.int().positive().max(100).default(1);
const [kernelName, gainName] = ['blur.kernel', 'blur.gain'];

/** @type {import('@langseg/architecture').RegularizerArchitecture<{ passes: number }>['append']} */
function append(g, logits, parameters, { passes }) {
  const shape = g.op('Shape', [logits]);
  const single = g.op('Concat', [g.ints(-1, 1), g.op('Shape', [logits], { start: 2, end: 4 })], { axis: 0 });
  let maps = g.op('Reshape', [logits, single]);
  for (let pass = 0; pass < passes; pass++)
    maps = g.op('Conv', [maps, parameters.value(kernelName)], { pads: [1, 1, 1, 1] });
  return g.op('Mul', [g.op('Reshape', [maps, shape]), parameters.value(gainName)]);
}

/** Blurs every label's logits with one learned filter, and multiplies them by a learned number. */
const blur = defineRegularizer({
  type: 'blur',
  configSchema: z.strictObject({ kernel: z.array(z.number()).length(9), gain: z.number(), passes }),
  async create({ kernel, gain, passes }, { runtime }) {
    const weights = new Map([
      [kernelName, sourceOf(tensor('float32', [1, 1, 3, 3], Float32Array.from(kernel)))],
      [gainName, sourceOf(tensor('float32', [1], Float32Array.of(gain)))],
    ]);
    const g = new GraphBuilder('blur');
    const blurred = append(g, g.input('logits', 'float32', axes), new Parameters(g, weights), { passes }, {});
    g.output('blurred', blurred, 'float32', axes);
    const session = await runtime.load(await encodeModel(g.build()));
    let isDisposed = false;
    return {
      specVersion: 1,
      couplesLabels: false,
      async forward(logits, options = {}) {
        if (isDisposed)
          throw new LangSegError('DISPOSED', 'This regulariser was disposed. Create a new one.');
        throwIfAborted(options.signal);
        assertShape('logits', logits, ['B', 'N', 'h', 'w']);
        return (await session.run({ logits }, options)).blurred;
      },
      async dispose() {
        isDisposed = true;
        await session.dispose();
      },
    };
  },
  architecture: {
    options: z.strictObject({ passes }),
    markers: [kernelName, gainName],
    parameters: () => [
      {
        name: kernelName,
        shape: [1, 1, 3, 3],
        initial: { kind: 'constant', value: 1 / 9 },
        kind: 'parameter',
      },
      { name: gainName, shape: [1], initial: { kind: 'constant', value: 1 }, kind: 'parameter' },
    ],
    append,
    async part(weights, { passes }) {
      shapeOf(weights, kernelName, [1, 1, 3, 3]);
      shapeOf(weights, gainName, [1]);
      const [kernel, gain] = await Promise.all(
        [kernelName, gainName].map((name) => weights.get(name).load()),
      );
      const component = { type: 'blur', kernel: [...kernel.data], gain: gain.data[0], passes };
      return { component, graphs: new Map(), files: new Map() };
    },
  },
});

export const plugin = definePlugin({ name: 'langseg-blur', components: [blur] });
