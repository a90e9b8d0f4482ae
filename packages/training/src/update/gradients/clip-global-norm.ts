import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { globalNorm } from './global-norm.js';

/** Gradients of a common length. */
export interface ClippedGradients {
  /** The gradients under the same names, in the same order. */
  readonly gradients: Map<string, Value>;
  /** The global norm that they had before; a scalar. */
  readonly norm: Value;
}

/**
 * Shortens gradients whose common norm is above a limit and keeps their direction (Pascanu et al. 2013, _On the difficulty
 * of training recurrent neural networks_, algorithm 1). As `torch.nn.utils.clip_grad_norm_`: each is multiplied by
 * min(1, maxNorm / (norm + 1e-6)). A norm that is not finite makes the gradients useless; look at `norm` before using
 * them.
 *
 * @param maxNorm limit of the global norm, above 0.
 */
export function clipGlobalNorm(
  g: GraphBuilder,
  gradients: ReadonlyMap<string, Value>,
  maxNorm: number,
): ClippedGradients {
  const norm = globalNorm(g, gradients.values());
  const wanted = g.op('Div', [g.float(maxNorm), g.op('Add', [norm, g.float(1e-6)])]);
  const factor = g.op('Min', [wanted, g.float(1)]);
  return {
    gradients: new Map(Array.from(gradients, ([name, value]) => [name, g.op('Mul', [value, factor])])),
    norm,
  };
}
