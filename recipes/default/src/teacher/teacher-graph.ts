import type { Weights } from '@langseg/core';
import {
  GraphBuilder,
  Parameters,
  resizeBilinearTo,
  spatialSize,
  type AttributesOf,
  type Graph,
  type Value,
} from '@langseg/onnx-graph';
import type { ListedConvolution, OperatorList } from './operator-list.js';

/**
 * Builds a segmentation network from its operator list, up to its logits.
 *
 * Input `pixels` `[1, 3, H, W]`, −1 to 1; output `probabilities` `[1, C, ⌈H/16⌉, ⌈W/16⌉]`. Sizes are those of the photo:
 * where the list resizes to a fixed size, this does to that of the map beside it.
 */
export function teacherGraph(list: OperatorList, weights: Weights, classes: number): Graph {
  const g = new GraphBuilder('teacher');
  const parameters = new Parameters(g, weights);
  const values = new Map<string, Value>([
    [list.inputs[0], g.input('pixels', 'float32', [1, 3, 'height', 'width'])],
  ]);
  let coarse: Value | undefined;
  for (const operator of list.ops) {
    if (operator.op === 'RESIZE' || operator.op === 'ARGMAX') break;
    const [first, second] = operator.inp.map((name) => values.get(name)!);
    let result = first;
    if (operator.op === 'CONV' || operator.op === 'DWCONV') result = convolve(g, parameters, first, operator);
    if (operator.op === 'ADD') result = g.op('Add', [first, second]);
    if (operator.op === 'CONCAT') result = g.op('Concat', [first, second], { axis: 1 });
    if (operator.op === 'AVGPOOL') {
      coarse = first;
      result = g.op('GlobalAveragePool', [first]);
    }
    if (operator.op === 69)
      result = resizeBilinearTo(g, first, spatialSize(g, coarse!), { alignCorners: false });
    values.set(operator.out, result);
  }
  const logits = values.get(list.ops.findLast(({ op }) => op === 'CONV')!.out)!;
  const probabilities = g.op('Softmax', [logits], { axis: 1 });
  g.output('probabilities', probabilities, 'float32', [1, classes, 'height/16', 'width/16']);
  return g.build();
}

function convolve(g: GraphBuilder, parameters: Parameters, x: Value, operator: ListedConvolution): Value {
  const { name, w, stride, dilation, groups, act } = operator;
  const layer = parameters.scope(name);
  const pad = ((w[2] - 1) * dilation) / 2;
  // With a stride TensorFlow's SAME depends on the size of the input.
  const placed: AttributesOf<'Conv'> =
    stride > 1
      ? { auto_pad: 'SAME_UPPER', strides: [stride, stride] }
      : { pads: [pad, pad, pad, pad], dilations: [dilation, dilation] };
  const convolved = g.op('Conv', [x, layer.value('weight'), layer.value('bias')], {
    group: groups,
    ...placed,
  });
  if (act === 'none') return convolved;
  return act === 'relu' ? g.op('Relu', [convolved]) : g.op('Clip', [convolved, g.float(0), g.float(6)]);
}
