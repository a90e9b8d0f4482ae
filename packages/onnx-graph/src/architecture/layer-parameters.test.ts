import { describe, expect, it } from 'vitest';
import { zeros } from './initial-values.js';
import {
  batchNormParameters,
  convolutionParameters,
  layerNormParameters,
  linearParameters,
  transposedConvolutionParameters,
} from './layer-parameters.js';
import { batchCounters, scoped, type ParameterSpec } from './parameter-spec.js';

function summary(specs: readonly ParameterSpec[]) {
  return specs.map(({ name, shape, initial }) => [
    name,
    shape.join('×'),
    initial.kind === 'uniform' ? 1 / initial.bound ** 2 : initial.kind === 'constant' ? initial.value : NaN,
  ]);
}

describe('parameters of layers', () => {
  it('start within the square root of what PyTorch counts as fan-in', () => {
    const sizes = { inputs: 3, outputs: 5, kernel: 2 };
    expect(summary(convolutionParameters(sizes))).toEqual([
      ['weight', '5×3×2×2', expect.closeTo(12)],
      ['bias', '5', expect.closeTo(12)],
    ]);
    expect(summary(transposedConvolutionParameters(sizes))).toEqual([
      ['weight', '3×5×2×2', expect.closeTo(20)],
      ['bias', '5', expect.closeTo(20)],
    ]);
    expect(summary(linearParameters(7, 2))).toEqual([
      ['weight', '2×7', expect.closeTo(7)],
      ['bias', '2', expect.closeTo(7)],
    ]);
  });

  it('can go without bias and start otherwise', () => {
    const initial = { weight: { kind: 'normal', std: 2 }, bias: zeros } as const;
    const sizes = { inputs: 1, outputs: 2, kernel: 1, initial };
    expect(convolutionParameters({ ...sizes, bias: false }).map(({ name }) => name)).toEqual(['weight']);
    expect(convolutionParameters(sizes).map((spec) => spec.initial)).toEqual([initial.weight, zeros]);
  });

  it('leave normalisations neutral and tell statistics from parameters', () => {
    expect(summary(layerNormParameters(2))).toEqual([
      ['weight', '2', 1],
      ['bias', '2', 0],
    ]);
    const specs = scoped('unit.bn1', batchNormParameters(4));
    expect(specs.map(({ name, kind, initial }) => [name, kind, initial])).toEqual([
      ['unit.bn1.weight', 'parameter', { kind: 'constant', value: 1 }],
      ['unit.bn1.bias', 'parameter', { kind: 'constant', value: 0 }],
      ['unit.bn1.running_mean', 'statistic', { kind: 'constant', value: 0 }],
      ['unit.bn1.running_var', 'statistic', { kind: 'constant', value: 1 }],
    ]);
    expect(batchCounters(specs)).toEqual(['unit.bn1.num_batches_tracked']);
  });
});
