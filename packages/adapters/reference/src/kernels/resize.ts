import {
  inferredFromTensor,
  nodeMismatch,
  readAttribute,
  resizeAxes,
  type GraphNode,
  type ResizeAxis,
} from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';

/** An output element of one axis: the sum of weighted inputs. */
type Sample = readonly (readonly [input: number, weight: number])[];

/** Position in the input, in elements, of output element `i`. */
const coordinates: Readonly<Record<string, (i: number, axis: ResizeAxis, length: number) => number>> = {
  half_pixel: (i, { scale }) => (i + 0.5) / scale - 0.5,
  pytorch_half_pixel: (i, { scale, length }) => (length > 1 ? (i + 0.5) / scale - 0.5 : 0),
  align_corners: (i, axis, length) => (axis.length > 1 ? (i * (length - 1)) / (axis.length - 1) : 0),
  asymmetric: (i, { scale }) => i / scale,
};

const nearest: Readonly<Record<string, (x: number) => number>> = {
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
};

/** Cubic, linear or nearest interpolation, one axis after the other; intermediate results are doubles. */
export const resize: Kernel = (node, inputs, [output]) => {
  const x = inputs[0]!;
  const sample = sampler(node);
  const axes = resizeAxes(
    node,
    inputs.map((input) => input && inferredFromTensor(input)),
  );
  let data: ArrayLike<number> = floats(node, x);
  const shape = [...x.shape];
  axes.forEach((axis, at) => {
    if (axis.length === shape[at] && axis.scale === 1) return;
    const samples = Array.from({ length: axis.length }, (_, i) => sample(i, axis, shape[at]));
    const inner = shape.slice(at + 1).reduce((product, length) => product * length, 1);
    data = resizeAxis(data, samples, shape[at], inner);
    shape[at] = axis.length;
  });
  floats(node, output).set(data);
};

function sampler(node: GraphNode): (i: number, axis: ResizeAxis, length: number) => Sample {
  const option = (name: string, fallback: string, known: readonly string[]) => {
    const value = readAttribute(node, 'string', name, fallback);
    if (!known.includes(value)) throw nodeMismatch(node, `${name} ${known.join(', ')}`, value);
    return value;
  };
  const mode = option('mode', 'nearest', ['nearest', 'linear', 'cubic']);
  const position =
    coordinates[option('coordinate_transformation_mode', 'half_pixel', Object.keys(coordinates))];
  const round = nearest[option('nearest_mode', 'round_prefer_floor', Object.keys(nearest))];
  if (readAttribute(node, 'int', 'antialias', 0) === 1) throw nodeMismatch(node, 'antialias 0', 1);
  if (mode === 'cubic' && readAttribute(node, 'int', 'exclude_outside', 0) === 1)
    throw nodeMismatch(node, 'exclude_outside 0', 1);
  const a = readAttribute(node, 'float', 'cubic_coeff_a', -0.75);

  return (i, axis, length) => {
    const inside = (x: number) => Math.min(Math.max(x, 0), length - 1);
    const x = position(i, axis, length);
    if (mode === 'nearest') return [[inside(round(x)), 1]];
    if (mode === 'cubic')
      return [-1, 0, 1, 2].map((tap) => {
        const input = Math.floor(x) + tap;
        return [inside(input), cubic(Math.abs(x - input), a)];
      });
    const low = Math.floor(inside(x));
    const weight = inside(x) - low;
    return [
      [low, 1 - weight],
      [inside(low + 1), weight],
    ];
  };
}

/** Keys' kernel up to a distance of 2. */
function cubic(x: number, a: number): number {
  return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}

function resizeAxis(
  from: ArrayLike<number>,
  samples: readonly Sample[],
  length: number,
  inner: number,
): Float64Array {
  const to = new Float64Array((from.length / length) * samples.length);
  let at = 0;
  for (let begin = 0; begin < from.length; begin += length * inner)
    for (const sample of samples) {
      for (const [input, weight] of sample) {
        const start = begin + input * inner;
        for (let k = 0; k < inner; k++) to[at + k] += weight * from[start + k];
      }
      at += inner;
    }
  return to;
}
