import { inferShapes } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { correlationGraph } from './correlation-graph.js';

const options = { logitScale: 1, upsampling: { factor: 2, alignCorners: true }, perImage: false };
const inputs = { pixels: [2, 512, 15, 20], norms: [2, 30, 40], text: [7, 512] };

describe('correlationGraph', () => {
  it('enlarges label maps, never the embeddings', () => {
    const graph = correlationGraph(options);
    const shapes = inferShapes(graph, { inputs });
    const resizes = graph.nodes.filter(({ operator }) => operator === 'Resize');
    expect(resizes.map(({ outputs }) => shapes.get(outputs[0])?.shape)).toEqual([[2, 7, 30, 40]]);
    expect(shapes.get('logits')?.shape).toEqual([2, 7, 30, 40]);
  });

  it('has nothing to enlarge where both grids are the same', () => {
    const graph = correlationGraph({ ...options, upsampling: { factor: 1, alignCorners: false } });
    expect(graph.nodes.map(({ operator }) => operator)).not.toContain('Resize');
  });

  it('takes labels per image', () => {
    const graph = correlationGraph({ ...options, perImage: true });
    const shapes = inferShapes(graph, { inputs: { ...inputs, text: [2, 3, 512] } });
    expect(shapes.get('logits')?.shape).toEqual([2, 3, 30, 40]);
  });
});
