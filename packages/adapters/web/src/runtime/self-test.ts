import { LangSegError, sourceOf, tensor, type Session, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, resizeBilinearTo, type Graph } from '@langseg/onnx-graph';

/** Outputs of the network are of magnitude one; the devices' rounding stays far below this. */
const tolerance = 1e-3;

/** Numbers in -0.5..0.5 that are the same in every engine. */
function numbers(shape: readonly number[], seed: number): Tensor<'float32'> {
  const result = tensor('float32', shape);
  for (let i = 0; i < result.data.length; i++) result.data[i] = ((i * 37 + seed * 53) % 101) / 101 - 0.5;
  return result;
}

/** A network with the operators of a real one: convolutions, activation, interpolation, products with words. */
export function selfTestGraph(): Graph {
  const g = new GraphBuilder('self-test');
  const weight = (name: string, shape: readonly number[], seed: number) =>
    g.weight(name, sourceOf(numbers(shape, seed)));
  let x = g.input('pixels', 'float32', [1, 3, 8, 8]);
  const pads = [1, 1, 1, 1];
  x = g.op('Conv', [x, weight('stem', [8, 3, 3, 3], 1), weight('bias', [8], 2)], { strides: [2, 2], pads });
  x = g.op('Relu', [x]);
  x = g.op('Conv', [x, weight('depthwise', [8, 1, 3, 3], 3)], { group: 8, pads });
  x = g.op('Conv', [x, weight('project', [16, 8, 1, 1], 4)]);
  x = resizeBilinearTo(g, x, g.ints(8, 8), { alignCorners: false });
  const columns = g.op('Reshape', [x, g.ints(1, 16, -1)]);
  g.output('logits', g.op('MatMul', [weight('words', [5, 16], 5), columns]), 'float32', [1, 5, 64]);
  return g.build();
}

/** The input of the network. */
const selfTestPixels: Tensor<'float32'> = numbers([1, 3, 8, 8], 6);

/** Every 20th number of the output, from the reference runtime, to four digits. */
const selfTestLogits: readonly number[] = [
  -0.0687, 0.1153, 0.5876, -0.2153, -0.1956, -0.0461, 0.4227, 0.2129, 0.4508, 0.1256, -0.3037, -0.1718,
  -0.1425, -0.2553, -0.3448, -0.2411,
];

/** Loads a model, runs it once on the device to be tested. */
export type LoadForTest = (model: Awaited<ReturnType<typeof encodeModel>>) => Promise<Session>;

/**
 * Runs a tiny network whose results are known: drivers exist that compute wrong numbers without an error.
 *
 * @throws LangSegError `RUNTIME_FAILED` when the numbers are wrong, and what loading and running throw.
 */
export async function selfTest(load: LoadForTest, device: string): Promise<void> {
  const session = await load(await encodeModel(selfTestGraph()));
  try {
    const { logits } = await session.run({ pixels: selfTestPixels });
    const found = selfTestLogits.map((_, i) => Number(logits.data[i * 20]));
    const error = Math.max(...found.map((value, i) => Math.abs(value - selfTestLogits[i])));
    // Written so that NaN fails too.
    if (!(error <= tolerance))
      throw new LangSegError(
        'RUNTIME_FAILED',
        `The device "${device}" computes wrong numbers: a test network is off by ${error.toPrecision(2)}, ` +
          `at most ${tolerance} is right. Update the browser or the graphics driver, or use device "wasm".`,
        { device, error, tolerance },
      );
  } finally {
    await session.dispose();
  }
}
