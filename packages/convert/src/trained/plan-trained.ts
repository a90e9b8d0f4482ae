import { LangSegError, type Preprocessing, type Weights } from '@langseg/core';
import type { Activation } from '@langseg/heads';
import { dptResnet, dptVit, mobilenet } from '@langseg/image-encoders';
import type { ImageArchitecture, NetworkConfig } from '@langseg/architecture';
import { checkedGraph } from '../checked-graph.js';
import { planRegularizer } from '../lseg/plan-regularizer.js';
import type { ModelPlan, PlannedComponent } from '../model-plan.js';
import type { TextPart } from './text-part.js';

/** A network that was trained here. */
export interface TrainedModel<C extends NetworkConfig> {
  readonly architecture: ImageArchitecture<C>;
  readonly config: C;
  /** Its weights in checkpoint names, those of the regulariser included. */
  readonly weights: Weights;
  readonly text: TextPart;
  readonly preprocessing: Preprocessing;
  readonly logitScale: number;
  readonly regularizer:
    | { readonly type: 'none' }
    | {
        readonly type: 'bottleneck' | 'depthwise';
        readonly depth: number;
        readonly activation: Activation;
      };
}

const model = 'onnx/image_encoder.onnx';
const components = [mobilenet, dptVit, dptResnet];

/**
 * Plans the bundle of a trained network: its own image encoder and regulariser, and the text encoder that it was trained
 * with.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` for missing or misshapen weights; `CONFIG_INVALID` for an architecture that no
 * component runs.
 */
export async function planTrained<C extends NetworkConfig>(trained: TrainedModel<C>): Promise<ModelPlan> {
  const { architecture, config, weights, text, preprocessing, logitScale } = trained;
  const name = `${architecture.type}, trained with ${text.component.type} labels`;
  const graph = checkedGraph({
    what: name,
    weights,
    inputs: { pixels: [1, 3, 64, 96] },
    build: () => architecture.graph(weights, config),
  });
  return {
    architecture: name,
    pipeline: {
      textEncoder: text.component,
      imageEncoder: { type: architecture.type, ...optionsOf(architecture.type, config), model },
      head: { type: 'correlation', logitScale },
      regularizer: await regularizerOf(trained),
    },
    preprocessing,
    graphs: new Map([[model, graph], ...text.graphs]),
    files: text.files,
  };
}

/** The part of the sizes that the component has options for; the others are in the weights. */
function optionsOf(type: string, config: object): Record<string, unknown> {
  const component = components.find((candidate) => candidate.type === type);
  if (!component)
    throw new LangSegError(
      'CONFIG_INVALID',
      `No image encoder component runs "${type}"; known: ${components.map((known) => known.type).join(', ')}.`,
      { type },
    );
  const known = Object.keys(component.configSchema.shape);
  return Object.fromEntries(Object.entries(config).filter(([option]) => known.includes(option)));
}

async function regularizerOf<C extends NetworkConfig>({
  regularizer,
  weights,
}: TrainedModel<C>): Promise<PlannedComponent> {
  if (regularizer.type === 'none') return { type: 'none' };
  const { type, depth, activation } = regularizer;
  return planRegularizer(weights, { regularizer: type, blockDepth: depth, activation });
}
