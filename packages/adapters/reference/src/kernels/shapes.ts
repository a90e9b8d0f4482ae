import { readAttribute } from '@langseg/onnx-graph';
import type { Kernel } from './kernel.js';

export const shapeOf: Kernel = (node, [x], [output]) => {
  const { shape } = x!;
  const part = shape.slice(
    readAttribute(node, 'int', 'start', 0),
    readAttribute(node, 'int', 'end', shape.length),
  );
  (output.data as BigInt64Array).set(part.map(BigInt));
};

export const range: Kernel = (_, [start, , delta], [output]) => {
  const [first] = start!.data;
  const [step] = delta!.data;
  const to = output.data;
  for (let i = 0; i < to.length; i++)
    to[i] = typeof first === 'bigint' ? first + BigInt(i) * (step as bigint) : first + i * (step as number);
};
