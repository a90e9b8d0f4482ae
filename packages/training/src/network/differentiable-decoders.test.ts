import {
  decodedNetwork,
  decoderSlot,
  networkConfig,
  type ImageArchitectureComponent,
} from '@langseg/architecture';
import { differentiate } from '@langseg/autograd';
import { sourceOf, tensor } from '@langseg/core';
import { clip, dinov2, dptResnet, dptVit, mobilenet } from '@langseg/image-encoders';
import { GraphBuilder, type Graph } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { trainingRegistry } from '../components/training-registry.js';

const vit = {
  patchSize: 14,
  width: 8,
  depth: 4,
  heads: 2,
  hidden: 8,
  ffn: 'mlp',
  registers: 0,
  trainedSide: 42,
};
const dpt = {
  patchSize: 16,
  width: 8,
  depth: 4,
  heads: 2,
  outIndices: [0, 1, 2, 3],
  readout: 'project',
  trainedSide: 32,
  features: [4, 4, 4, 4],
};
const small = {
  stem: 2,
  stages: [2, 2, 2, 2, 2, 2, 2],
  expansion: 2,
  pooled: 3,
  context: 2,
  lateral8: 2,
  fuse8: 3,
  lateral4: 2,
  fuse4: 3,
};

/** The mean of the embeddings as a loss. */
function withLoss(graph: Graph): Graph {
  const g = new GraphBuilder('loss');
  const embeddings = g.input('embeddings', 'float32', [1, 5, 'h', 'w']);
  const loss = g.op('ReduceMean', [embeddings], { keepdims: 0 }, 'loss');
  g.output('loss', loss, 'float32', []);
  const { nodes, outputs } = g.build();
  return { ...graph, nodes: [...graph.nodes, ...nodes], outputs };
}

describe.each<[string, ImageArchitectureComponent, Record<string, unknown>, number]>([
  ['dinov2', dinov2, vit, 42],
  ['clip', clip, { patchSize: 14, width: 8, depth: 4, heads: 2, hidden: 8, trainedSide: 42 }, 42],
  ['dpt-vit', dptVit, dpt, 32],
  ['dpt-resnet', dptResnet, { blocks: [1, 1, 1, 1], width: 2 }, 32],
  ['mobilenet', mobilenet, small, 40],
])('on %s', (_, { architecture }, sizes, side) => {
  it.each(['linear', 'conv', 'dpt'])('%s has gradients for all that it reads', (type) => {
    const { component, options } = trainingRegistry.parseConfig(decoderSlot, {
      type,
      ...(type !== 'linear' && { width: 4 }),
    });
    const network = decodedNetwork(
      architecture,
      networkConfig(architecture, sizes, 5),
      component.create(options),
    );
    const weights = new Map(
      network.specs.map(({ name, shape }) => [name, sourceOf(tensor('float32', shape))]),
    );
    const parameters = network.specs
      .filter(({ name, kind }) => kind === 'parameter' && network.isDecoder(name))
      .map(({ name }) => name);
    const { gradients } = differentiate(withLoss(network.graph(weights, { batchNorm: 'training' })), {
      inputs: { pixels: [1, 3, side, side] },
      loss: 'loss',
      parameters,
    });
    expect([...gradients.keys()].sort()).toEqual(parameters.toSorted());
  });
});
