import { onnxDataType } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Cast', () => {
  it('to another precision and back', async () => {
    await checkGradient({
      parameters: { x: [2, 3] },
      build: (g, { x }) => {
        const wide = g.op('Cast', [x], { to: onnxDataType('float64') });
        return g.op('Cast', [g.op('Mul', [wide, wide])], { to: onnxDataType('float32') });
      },
    });
  });
});
