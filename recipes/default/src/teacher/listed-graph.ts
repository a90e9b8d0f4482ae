import type { Weights } from '@langseg/core';
import {
  GraphBuilder,
  Parameters,
  spatialSize,
  type AttributesOf,
  type Graph,
  type Value,
} from '@langseg/onnx-graph';
import type { ListedConvolution, ListedOperator, OperatorList } from './operator-list.js';

/**
 * Builds a segmentation network from its operator list, up to its logits.
 *
 * Input `pixels` `[1, 3, H, W]` in the range of {@link inputRange}; output `probabilities` `[1, C, h, w]` on the grid of the
 * logits, whatever the list enlarges them to. Any size will do: where the list resizes to a fixed size, this resizes to that of the
 * map that had this size in the original.
 */
export function listedGraph(list: OperatorList, weights: Weights, classes: number): Graph {
  const g = new GraphBuilder('teacher');
  const logits = appendListed(g, g.input('pixels', 'float32', [1, 3, 'height', 'width']), list, weights);
  const probabilities = g.op('Softmax', [logits], { axis: 1 });
  g.output('probabilities', probabilities, 'float32', [1, classes, 'rows', 'columns']);
  return g.build();
}

/** Adds the operators of a list to a graph and returns the logits. */
function appendListed(g: GraphBuilder, pixels: Value, list: OperatorList, weights: Weights): Value {
  const parameters = new Parameters(g, weights);
  const operators = withoutEnlarging(list.ops);
  const values = new Map<string, Value>([[list.inputs[0], pixels]]);
  const sizeOf = listedSize(operators);
  /** A value of each size of the original. */
  const bySize = new Map<string, Value>();
  for (const operator of operators) {
    const inputs = operator.inp.map((name) => values.get(name)!);
    const target = () => spatialSize(g, bySize.get(sizeOf(operator))!);
    const outputs = append(g, parameters, inputs, operator, target);
    [operator.out].flat().forEach((name, index) => values.set(name, outputs[index]));
    if (!bySize.has(sizeOf(operator))) bySize.set(sizeOf(operator), outputs[0]);
  }
  return values.get([operators.at(-1)!.out].flat()[0])!;
}

/** Without what comes after the logits: the way to the photo's size, and the strongest class. */
function withoutEnlarging(operators: readonly ListedOperator[]): readonly ListedOperator[] {
  const last = operators.findLastIndex(({ op }) => op !== 'RESIZE' && op !== 'ARGMAX' && op !== 'QUANTIZE');
  return operators.slice(0, last + 1);
}

/** Height and width of an operator's output as a key; which axes these are shows in the first convolution. */
function listedSize(operators: readonly ListedOperator[]): (operator: ListedOperator) => string {
  const first = operators.find((operator) => 'w' in operator)!;
  const start = first.shape[1] === first.w[0] ? 2 : 1;
  return ({ shape }) => shape.slice(start, start + 2).join('×');
}

function append(
  g: GraphBuilder,
  parameters: Parameters,
  inputs: readonly Value[],
  operator: ListedOperator,
  target: () => Value,
): readonly Value[] {
  const [first] = inputs;
  switch (operator.op) {
    case 'CONV':
    case 'DWCONV':
      return [bounded(g, convolve(g, parameters, first, operator), operator)];
    case 'ADD':
    case 'MUL': {
      const { constant, op } = operator;
      const second = constant ? perChannel(g, parameters, constant) : inputs[1];
      return [bounded(g, g.op(op === 'ADD' ? 'Add' : 'Mul', [first, second]), operator)];
    }
    case 'AVGPOOL':
      return [pool(g, first, operator)];
    case 'SPLIT':
      return g.ops('Split', [first], operator.out.length, { axis: 1, num_outputs: operator.out.length });
    case 'CONCAT':
      return [g.op('Concat', inputs, { axis: 1 })];
    case 'RESIZE':
    case 69:
      return [resize(g, first, target(), operator)];
    case 'QUANTIZE':
    case 'ARGMAX':
      return [first];
  }
}

function convolve(g: GraphBuilder, parameters: Parameters, x: Value, operator: ListedConvolution): Value {
  const { name, w, stride, dilation, groups, pad } = operator;
  const layer = parameters.scope(name);
  const [across, down] = [w[3], w[2]].map((kernel) => ((kernel - 1) * dilation) / 2);
  // With a stride TensorFlow's SAME depends on the size of the input.
  const padding: AttributesOf<'Conv'> =
    pad === 'VALID'
      ? { dilations: [dilation, dilation] }
      : stride > 1
        ? { auto_pad: 'SAME_UPPER' }
        : { pads: [down, across, down, across], dilations: [dilation, dilation] };
  return g.op('Conv', [x, layer.value('weight'), layer.value('bias')], {
    group: groups,
    strides: [stride, stride],
    ...padding,
  });
}

/** A pooling that leaves one cell pools everything, whatever the size; its mean counts real pixels only. */
function pool(
  g: GraphBuilder,
  x: Value,
  { kernel, stride, shape, pad }: ListedOperator & { readonly op: 'AVGPOOL' },
): Value {
  if (!kernel || shape.filter((length) => length === 1).length >= 3) return g.op('GlobalAveragePool', [x]);
  return g.op('AveragePool', [x], {
    kernel_shape: [...kernel],
    strides: [...(stride ?? kernel)],
    ...(pad === 'SAME' && { auto_pad: 'SAME_UPPER' }),
    count_include_pad: 0,
  });
}

/** Without options, as in older lists, corners are not aligned and centres lie where they are seen. */
function resize(g: GraphBuilder, x: Value, target: Value, operator: ListedOperator): Value {
  const { align_corners: aligned, half_pixel_centers: centred = true } =
    operator.op === 'RESIZE' ? operator : {};
  const sizes = g.op('Concat', [g.op('Shape', [x], { start: 0, end: 2 }), target], { axis: 0 });
  return g.op('Resize', [x, undefined, undefined, sizes], {
    mode: 'linear',
    coordinate_transformation_mode: aligned ? 'align_corners' : centred ? 'half_pixel' : 'asymmetric',
  });
}

function perChannel(g: GraphBuilder, parameters: Parameters, name: string): Value {
  return g.op('Reshape', [parameters.value(name), g.ints(1, -1, 1, 1)]);
}

/** The activation, within what the output of the original can be: a ReLU6 may be nothing but that. */
function bounded(
  g: GraphBuilder,
  x: Value,
  {
    act,
    out_range: range,
  }: { readonly act: 'none' | 'relu' | 'relu6'; readonly out_range?: readonly [number, number] | null },
): Value {
  const least = Math.max(range?.[0] ?? -Infinity, act === 'none' ? -Infinity : 0);
  const most = Math.min(range?.[1] ?? Infinity, act === 'relu6' ? 6 : Infinity);
  if (least === 0 && most === Infinity) return g.op('Relu', [x]);
  const limit = (value: number) => (Number.isFinite(value) ? g.float(value) : undefined);
  return least === -Infinity && most === Infinity ? x : g.op('Clip', [x, limit(least), limit(most)]);
}
