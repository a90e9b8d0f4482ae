import {
  assertBiases,
  checkedGraph,
  shapeOf,
  type ConvertedPart,
  type TextProjection,
} from '@langseg/architecture';
import { findStateDict, finiteWeights, renameWeights } from '@langseg/checkpoints/weights';
import { LangSegError, type Weights } from '@langseg/core';
import * as z from 'zod';
import { tipsPrompts } from '../tips/tips-prompts.js';
import { projectionActivation, projectionGraph } from './projection-graph.js';

/** Talk2DINO's names, and those of its older files. */
const markers = [
  ['linear_layer.weight', 'hidden_layers.0.weight'],
  ['linear_layer.weight', 'linear_layer2.weight'],
];

/** What Talk2DINO's authors evaluate with (`sub_imagenet_template`): the first seven of TIPS' nine. */
const talk2dinoPrompts = tipsPrompts.slice(0, 7);

const options = z.strictObject({
  prompts: z
    .array(z.string().includes('{}').max(1000))
    .max(1000)
    .optional()
    .describe('Sentences to put labels into, {} standing for the label (default: seven of OpenAI).'),
  projectionActivation: projectionActivation
    .optional()
    .describe('What stands between the layers of the projection (default: tanh).'),
});

/** Talk2DINO's layers behind a text encoder: linear, tanh, linear. */
export const textProjection: TextProjection = {
  what: "Talk2DINO's projection",
  options,
  recognise({ checkpoint }) {
    for (const names of markers) {
      const dict = checkpoint && findStateDict(checkpoint, names);
      if (dict?.hits === names.length)
        return {
          dict,
          plan: (encoder, chosen) =>
            planProjected(encoder, finiteWeights(inNewNames(dict.weights)), options.parse(chosen)),
        };
    }
    return undefined;
  },
};

function inNewNames(weights: Weights): Weights {
  return renameWeights(weights, (name) => name.replace(/^linear_layer2\./, 'hidden_layers.0.'));
}

async function planProjected(
  { component, graphs, files, embeddingDim, ...part }: ConvertedPart,
  weights: Weights,
  { prompts = talk2dinoPrompts, projectionActivation: activation = 'tanh' }: z.output<typeof options>,
): Promise<ConvertedPart> {
  const layers = [
    'linear_layer',
    ...[...weights.keys()]
      .flatMap((name) => /^(hidden_layers\.\d+)\.weight$/.exec(name)?.[1] ?? [])
      .sort(byNumber),
  ];
  const [, inputs] = shapeOf(weights, 'linear_layer.weight', [null, null]);
  if (inputs !== embeddingDim)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The projection takes text embeddings of length ${inputs}, those of the text encoder have ${embeddingDim}: they were not trained together.`,
      { text: embeddingDim, projection: inputs },
    );
  assertBiases(weights, /^(linear_layer|hidden_layers\.\d+)$/);
  const [outputs] = shapeOf(weights, `${layers[layers.length - 1]}.weight`, [null, null]);
  const model = 'onnx/text_projection.onnx';
  const graph = checkedGraph({
    what: 'the projection behind the text encoder',
    weights,
    inputs: { embeddings: [3, inputs] },
    build: () => projectionGraph(weights, layers, activation),
  });
  // Sentences are averaged before the projection, so the encoder inside has none.
  const { prompts: own, ...encoder } = component;
  return {
    ...part,
    architecture: `${part.architecture}, projected from ${inputs} to ${outputs} numbers`,
    embeddingDim: outputs,
    component: {
      type: 'projected',
      encoder: 'prompts' in component ? { ...encoder, prompts: [] } : encoder,
      encoderModels: [...graphs.keys()],
      encoderFiles: [...files.keys()],
      model,
      activation,
      embeddingDim: outputs,
      prompts: Array.isArray(own) && own.length > 0 ? own : [...prompts],
    },
    graphs: new Map([...graphs, [model, graph]]),
    files,
  };
}

function byNumber(a: string, b: string): number {
  return Number(a.split('.')[1]) - Number(b.split('.')[1]);
}
