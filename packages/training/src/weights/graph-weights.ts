import { deriveSource, sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';
import { widenStoredWeights, type Graph, type ParameterSpec } from '@langseg/onnx-graph';

/** Added to variances by every batch norm of the architectures here. */
const epsilon = 1e-5;

/**
 * Weights in checkpoint names from the image encoder of a finished model, whose batch norms were folded into
 * convolutions. What cannot be told apart any more comes back as one of the many possibilities: the convolution's weight
 * with all scales in it, and a batch norm that only adds. For inference, or with frozen batch norms, this is the same
 * network; with batch norms that use statistics of the batch it is a good start at most.
 *
 * @param specs of the architecture; what the graph has no trace of is left out.
 */
export function graphWeights(graph: Graph, specs: readonly ParameterSpec[]): Weights {
  const { initializers } = widenStoredWeights(graph);
  const weights = new Map<string, TensorSource>();
  const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
  const folded = new Map(
    [...initializers.keys()].flatMap((name) => {
      const [, weight, norm] = /^(.+):folded:(.+)$/.exec(name) ?? [];
      return weight ? [[weight, { name, bias: `${norm}:bias` }]] : [];
    }),
  );
  const isScaled = [...initializers.keys()].some((name) => name.endsWith('.scaled'));
  specs.forEach(({ name, shape }, index) => {
    const fold = folded.get(name);
    const halves = [`${name}.coarse`, `${name}.lateral`].map((part) => initializers.get(part));
    // With LayerScale's factors in it; those are 1 then.
    const whole = initializers.get(name) ?? initializers.get(`${name}.scaled`);
    if (whole) weights.set(name, whole);
    else if (isScaled && name.endsWith('.gamma')) weights.set(name, filled(shape, 1));
    else if (halves[0] && halves[1]) weights.set(name, joinInputs(shape, [halves[0], halves[1]]));
    else if (fold) {
      weights.set(name, initializers.get(fold.name)!);
      // The batch norm of a convolution comes right behind it.
      const norm = specs[index + 1]?.name.replace(/\.weight$/, '');
      const bias = initializers.get(fold.bias);
      if (norm && bias && shapes.has(`${norm}.running_var`)) addOnly(weights, norm, bias);
    }
  });
  return weights;
}

/** A batch norm that adds `bias` and does nothing else. */
function addOnly(weights: Map<string, TensorSource>, norm: string, bias: TensorSource): void {
  weights.set(`${norm}.weight`, filled(bias.shape, 1));
  weights.set(`${norm}.bias`, bias);
  weights.set(`${norm}.running_mean`, filled(bias.shape, 0));
  weights.set(`${norm}.running_var`, filled(bias.shape, 1 - epsilon));
}

function filled(shape: readonly number[], value: number): TensorSource {
  const result = tensor('float32', shape);
  result.data.fill(value);
  return sourceOf(result);
}

/** One 1×1 convolution from the parts that read its first and its other input channels. */
function joinInputs(shape: readonly number[], parts: readonly [TensorSource, TensorSource]): TensorSource {
  const [outputs, inputs] = shape;
  return deriveSource('float32', shape, parts, (first, second) => {
    const data = new Float32Array(outputs * inputs);
    const split = parts[0].shape[1];
    for (let row = 0; row < outputs; row++) {
      const rest = inputs - split;
      data.set((first.data as Float32Array).subarray(row * split, (row + 1) * split), row * inputs);
      data.set((second.data as Float32Array).subarray(row * rest, (row + 1) * rest), row * inputs + split);
    }
    return data;
  });
}
