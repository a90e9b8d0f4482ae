import { tensor, type Runtime, type Tensor, type Weights } from '@langseg/core';
import { GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import { expect } from 'vitest';
import { partAssets } from '../conversion/part-assets.js';
import type { RegularizerArchitectureComponent } from '../regularizer/regularizer-architecture.js';
import { registerChecks, type Check } from './support/check.js';
import { drawnWeights } from './support/drawn-weights.js';
import { compute, expectClose, waves, withLabels } from './support/numbers.js';
import { expectPart } from './support/part-checks.js';
import { RecordingWeights } from './support/recording-weights.js';

/** Setup of {@link testRegularizerArchitecture}. */
export interface RegularizerArchitectureSetup {
  readonly component: RegularizerArchitectureComponent;
  /** What a recipe says about it besides `type`. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where graphs are computed. */
  readonly runtime: Runtime;
}

const labels = 4;
const shape = [1, labels, 5, 6];

/** Registers the tests that every regulariser must pass that can be trained and converted. */
export function testRegularizerArchitecture(setup: RegularizerArchitectureSetup): void {
  registerChecks(
    `regularizer architecture conformance: ${setup.component.type}`,
    regularizerArchitectureChecks(setup),
  );
}

/** The tests of {@link testRegularizerArchitecture}. */
export function regularizerArchitectureChecks({
  component,
  options = {},
  runtime,
}: RegularizerArchitectureSetup): Check[] {
  const { architecture } = component;
  const config = () => architecture.options.parse(options);
  const specs = () => architecture.parameters(config());
  const weights = () => drawnWeights(specs());

  function graphOf(read: Weights, biased = false): Graph {
    const g = new GraphBuilder('regularizer');
    const parameters = new Parameters(g, read);
    const logits = g.input('logits', 'float32', ['B', 'N', 'h', 'w']);
    const labelBias = biased ? g.input('label_bias', 'float32', ['B', 'N', 1, 1]) : undefined;
    const result = architecture.append(g, logits, parameters, config(), { ...(labelBias && { labelBias }) });
    // An output needs a node of its own.
    g.output('regularized', g.op('Identity', [result]), 'float32', ['B', 'N', 'h', 'w']);
    parameters.assertComplete();
    return g.build();
  }
  const appended = (logits: Tensor<'float32'>, labelBias?: Tensor<'float32'>) => {
    const feeds = { logits, ...(labelBias && { label_bias: labelBias }) };
    return compute(runtime, graphOf(weights(), labelBias !== undefined), feeds, 'regularized');
  };

  return [
    {
      title: 'names every parameter once, and reads all of them and nothing else',
      run() {
        const names = specs().map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const read = new RecordingWeights(weights());
        graphOf(read);
        expect(read.asked).toEqual(names.toSorted());
      },
    },
    {
      title: 'is known by weights that it has, if it has any',
      run() {
        const names = specs().map(({ name }) => name);
        expect(architecture.markers.filter((name) => !names.includes(name))).toEqual([]);
        expect(architecture.markers.length > 0).toBe(names.length > 0);
      },
    },
    {
      title: 'becomes a part that its component opens',
      async run() {
        expectPart(component, await architecture.part(weights(), config()));
      },
    },
    {
      title: 'computes the same in a graph and as a component',
      async run() {
        const part = await architecture.part(weights(), config());
        const { type: _, ...own } = part.component;
        const regularizer = await component.create(component.configSchema.parse(own), {
          runtime,
          assets: partAssets(part, component.type),
        });
        try {
          expectClose(await appended(waves(shape)), await regularizer.forward(waves(shape)));
        } finally {
          await regularizer.dispose();
        }
      },
    },
    {
      title: 'permutes its result as the labels are permuted',
      async run() {
        const order = [2, 0, 3, 1];
        const result = await appended(waves(shape));
        expectClose(await appended(withLabels(waves(shape), order)), withLabels(result, order));
      },
    },
    {
      title: 'does not depend on places that only fill up a list of labels',
      async run() {
        const known = [0, 1];
        const logits = waves(shape);
        // Far above the others, so that whoever compares labels would choose them.
        logits.data.fill(100, (logits.data.length * known.length) / labels);
        const bias = tensor('float32', [1, labels, 1, 1], Float32Array.of(0, 0, -1e9, -1e9));
        const alone = withLabels(logits, known);
        expectClose(withLabels(await appended(logits, bias), known), await appended(alone));
        expectClose(await appended(alone, tensor('float32', [1, known.length, 1, 1])), await appended(alone));
      },
    },
    {
      title: 'refuses to become a part where a weight is missing with WEIGHTS_MISMATCH',
      async run() {
        for (const { name } of specs()) {
          const others = new Map([...weights()].filter(([other]) => other !== name));
          await expect(architecture.part(others, config()), name).rejects.toThrow(
            expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }),
          );
        }
      },
    },
  ];
}
