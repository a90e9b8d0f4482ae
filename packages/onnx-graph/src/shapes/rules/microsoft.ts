import { nodeMismatch, requiredInput, type ShapeRule } from '../inferred-value.js';

/** Rows `[..., K]` float32, weights `[K, N]` int8 or uint8, scales `[N]` or one, their zero points, bias `[N]` → `[..., N]`. */
const dynamicQuantizeMatMul: ShapeRule = (node, inputs) => {
  const [rows, weights, scales] = [0, 1, 2].map((index) => requiredInput(node, inputs, index));
  const [inner, outputs] = weights.shape;
  if (rows.dtype !== 'float32' || rows.shape.length === 0)
    throw nodeMismatch(node, 'rows of float32', `${rows.dtype}[${rows.shape.join(', ')}]`);
  if ((weights.dtype !== 'int8' && weights.dtype !== 'uint8') || weights.shape.length !== 2)
    throw nodeMismatch(node, 'a matrix in 8 bits', `${weights.dtype}[${weights.shape.join(', ')}]`);
  if (rows.shape.at(-1) !== inner)
    throw nodeMismatch(node, `rows of ${inner}, which the weights have`, rows.shape);
  for (const [what, value] of Object.entries({ scales, 'zero points': inputs[3] }))
    if (value && !['', '1', String(outputs)].includes(value.shape.join()))
      throw nodeMismatch(node, `one or ${outputs} ${what}`, value.shape);
  if (inputs[4] && inputs[4].shape.join() !== String(outputs))
    throw nodeMismatch(node, `a bias [${outputs}]`, inputs[4].shape);
  return [{ dtype: 'float32', shape: [...rows.shape.slice(0, -1), outputs] }];
};

/** Shape rules of onnxruntime's own operators (`com.microsoft`), those that rewrites make. */
export const microsoftRules = { DynamicQuantizeMatMul: dynamicQuantizeMatMul } as const;

/** Operators of `com.microsoft` whose shapes are known. */
export type MicrosoftOperator = keyof typeof microsoftRules;
