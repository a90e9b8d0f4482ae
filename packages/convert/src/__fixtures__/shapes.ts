import type { Shapes } from '@langseg/model-testing';
import { batchCounters, type ParameterSpec } from '@langseg/onnx-graph';

export type { Shapes } from '@langseg/model-testing';

/** The shapes with `scope.` before their names. */
export function scoped(scope: string, shapes: Shapes): Shapes {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`${scope}.${name}`, shape]));
}

/** All of several groups. */
export function joined(groups: readonly Shapes[]): Shapes {
  return Object.assign({}, ...groups) as Shapes;
}

/** As many groups as asked for, each made from its index. */
export function repeated(count: number, group: (index: number) => Shapes): Shapes {
  return joined(Array.from({ length: count }, (_, index) => group(index)));
}

export function linear(inputs: number, outputs: number): Shapes {
  return { weight: [outputs, inputs], bias: [outputs] };
}

export function layerNorm(width: number): Shapes {
  return { weight: [width], bias: [width] };
}

/** Shapes as PyTorch saves the parameters of an architecture: with counters beside running statistics. */
export function checkpointShapes(specs: readonly ParameterSpec[]): Shapes {
  return Object.fromEntries([
    ...specs.map(({ name, shape }): [string, readonly number[]] => [name, shape]),
    ...batchCounters(specs).map((name): [string, readonly number[]] => [name, []]),
  ]);
}
