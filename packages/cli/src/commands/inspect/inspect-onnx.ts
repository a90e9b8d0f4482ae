import type { FileSource } from '@langseg/adapter-node';
import { bytesPerElement, LangSegError, sourceSize } from '@langseg/core';
import {
  countMacs,
  decodeModel,
  inferShapes,
  operatorStatistics,
  widenStoredWeights,
  type Graph,
  type GraphValue,
} from '@langseg/onnx-graph';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Inspection } from './inspection.js';

/** Shapes by the names of inputs; an empty name is the only input. */
export type InputShapes = Readonly<Record<string, readonly number[]>>;

/** Inputs, outputs, operators and sizes of an ONNX model; with input shapes also its multiply-accumulates. */
export async function inspectOnnx(source: FileSource, inputShape?: InputShapes): Promise<Inspection> {
  const graph = decodeModel(await source.read(0, source.size));
  const shapes = inputShape && inferShapes(graph, { inputs: namedShapes(graph, inputShape) });
  const weights = [...graph.initializers.values()];
  const parameters = [...widenStoredWeights(graph).initializers.values()].filter(({ dtype }) =>
    /float/.test(dtype),
  );
  const operators = operatorStatistics(graph, shapes);
  const facts = {
    kind: 'onnx',
    name: graph.name,
    opset: graph.opset,
    fileBytes: source.size,
    inputs: graph.inputs,
    outputs: graph.outputs,
    parameters: parameters.reduce((sum, weight) => sum + sourceSize(weight), 0),
    weightBytes: weights.reduce((sum, weight) => sum + sourceSize(weight) * bytesPerElement(weight.dtype), 0),
    ...(shapes && { macs: countMacs(graph, shapes) }),
    operators,
    metadata: graph.metadata,
  };
  return {
    facts,
    toText: (colors) =>
      [
        `${colors.bold(printable(graph.name))}, opset ${graph.opset}, ${prettyBytes(source.size)}`,
        plainTable([
          ...graph.inputs.map((value) => ['input', ...describe(value)]),
          ...graph.outputs.map((value) => ['output', ...describe(value)]),
        ]),
        `${facts.parameters.toLocaleString('en')} parameters, ${prettyBytes(facts.weightBytes)}`,
        ...(facts.macs === undefined ? [] : [`${giga(facts.macs)} multiply-accumulates`]),
        plainTable(
          operators.map(({ operator, count, macs }) => [
            operator,
            String(count),
            ...(shapes ? [macs > 0 ? giga(macs) : ''] : []),
          ]),
          ['left', 'right', 'right'],
        ),
      ].join('\n'),
  };
}

function namedShapes(graph: Graph, shapes: InputShapes): InputShapes {
  const known = graph.inputs.map(({ name }) => name);
  const named = Object.entries(shapes).map(([name, shape]) => [name || known[0], shape] as const);
  const unknown = named.find(([name]) => !known.includes(name));
  if (unknown || ('' in shapes && known.length > 1))
    throw new LangSegError(
      'USAGE',
      `Give --input-shape name=… for the inputs of this model: ${known.join(', ')}.`,
      { expected: known, found: Object.keys(shapes) },
    );
  return Object.fromEntries(named);
}

function describe({ name, dtype, shape }: GraphValue): string[] {
  return [printable(name), dtype, `[${shape.join(', ')}]`];
}

function giga(macs: number): string {
  return `${(macs / 1e9).toLocaleString('en', { maximumSignificantDigits: 3 })} G`;
}
