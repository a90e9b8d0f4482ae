import { deriveSource, type TensorSource } from '@langseg/core';
import { linear, type GraphBuilder, type Parameters, type Value } from '@langseg/onnx-graph';

/**
 * `LayerScale(Linear(x))`. Where weights may be derived, the factors are multiplied into them: one pass over the tokens less.
 *
 * @param gamma scope that holds the factor of each output, `gamma`.
 */
export function scaledLinear(g: GraphBuilder, x: Value, layer: Parameters, gamma: Parameters): Value {
  if (layer.batchNorm !== 'folded') return g.op('Mul', [linear(g, x, layer), gamma.value('gamma')]);
  const factors = gamma.source('gamma');
  const weight = layer.derived('weight.scaled', scaleRows(layer.source('weight'), factors));
  const bias = layer.has('bias')
    ? layer.derived('bias.scaled', scaleRows(layer.source('bias'), factors))
    : undefined;
  return g.op('Gemm', [x, weight, bias], { transB: 1 });
}

/** Each row, along the first axis, times its factor. */
function scaleRows(
  source: TensorSource<'float32'>,
  factors: TensorSource<'float32'>,
): TensorSource<'float32'> {
  const { shape } = source;
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  return deriveSource('float32', shape, [source, factors], ({ data }, scale) => {
    const result = new Float32Array(data.length);
    for (let i = 0; i < result.length; i++)
      result[i] = Number(data[i]) * Number(scale.data[Math.floor(i / size)]);
    return result;
  });
}
