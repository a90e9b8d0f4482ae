import type { ImageArchitectureComponent } from '@langseg/architecture';
import { networkConfig } from '@langseg/architecture';
import { differentiate } from '@langseg/autograd';
import { sourceOf, tensor } from '@langseg/core';
import { clip, dinotxt, dinov2, talk2dino, tips } from '@langseg/image-encoders';
import { tinyTips } from '@langseg/model-testing';
import { GraphBuilder, type Graph } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';

const trunk = { ...tinyTips, width: 16 };

const { ffn: _, registers: __, ...clipSizes } = trunk;

/** The mean of the embeddings as a loss. */
function withLoss(graph: Graph): Graph {
  const g = new GraphBuilder('loss');
  const embeddings = g.input('embeddings', 'float32', [1, 16, 2, 3]);
  const loss = g.op('ReduceMean', [embeddings], { keepdims: 0 }, 'loss');
  g.output('loss', loss, 'float32', []);
  const { nodes, outputs } = g.build();
  return { ...graph, nodes: [...graph.nodes, ...nodes], outputs };
}

it.each<[string, ImageArchitectureComponent, Record<string, unknown>]>([
  ['tips by the value path', tips, trunk],
  ['tips by attention', tips, { ...trunk, readout: 'patches' }],
  ['tips with SwiGLU', tips, { ...trunk, ffn: 'swiglu' }],
  ['dinov2 without registers', dinov2, { ...trunk, registers: 0 }],
  ['dinov2 with registers', dinov2, { ...trunk, registers: 4 }],
  ['talk2dino', talk2dino, { ...trunk, registers: 4 }],
  ['CLIP by the value path', clip, clipSizes],
  ['CLIP by self-correlation', clip, { ...clipSizes, readout: 'csa', gelu: 'exact' }],
  ['dino.txt', dinotxt, { ...trunk, registers: 4, headBlocks: 1, headHidden: 8 }],
])('%s has gradients for all of its parameters', (_, { architecture }, sizes) => {
  const config = networkConfig(architecture, sizes, 16);
  const specs = architecture.parameters(config);
  const weights = new Map(specs.map(({ name, shape }) => [name, sourceOf(tensor('float32', shape))]));
  const graph = withLoss(architecture.graph(weights, config, { batchNorm: 'training' }));
  const parameters = specs.map(({ name }) => name);
  const { gradients } = differentiate(graph, {
    inputs: { pixels: [1, 3, 28, 42] },
    loss: 'loss',
    parameters,
  });
  expect([...gradients.keys()].sort()).toEqual(parameters.toSorted());
});
