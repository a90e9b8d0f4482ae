import type { PipelineComponent, Weights } from '@langseg/core';
import type { GraphBuilder, Parameters, ParameterSpec, Value } from '@langseg/onnx-graph';
import type { z } from 'zod';
import type { BundlePart } from '../conversion/bundle-part.js';

/** What a regulariser gets besides logits and weights. */
export interface RegularizerInputs {
  /**
   * `[B, N, 1, 1]`, 0 for labels and a large negative number for places that only fill up an image's shorter label list.
   * Whoever compares labels adds it first; the result must not depend on those places.
   */
  readonly labelBias?: Value;
}

/** A regulariser that can be trained and converted; `C` is what a recipe says about it. */
export interface RegularizerArchitecture<C = Readonly<Record<string, unknown>>> {
  /** Schema of `C`: what recipes and conversions may write besides `type`. Weights are no part of it. */
  readonly options: z.ZodObject;
  /** Weights by which a checkpoint is known to have it; none for one without weights, which is never looked for. */
  readonly markers: readonly string[];
  /** Its weights, in checkpoint names. */
  parameters(config: C): readonly ParameterSpec[];
  /**
   * Adds it to a graph.
   *
   * @param logits `[B, N, h, w]`.
   * @param parameters holds every name of {@link parameters}.
   * @returns logits of the same shape.
   */
  append(g: GraphBuilder, logits: Value, parameters: Parameters, config: C, inputs: RegularizerInputs): Value;
  /**
   * Its part of a finished model.
   *
   * @throws LangSegError `WEIGHTS_MISMATCH` for weights that are missing or of another shape.
   */
  part(weights: Weights, config: C): Promise<BundlePart>;
}

/** A regulariser component that can also be trained and converted. */
export interface RegularizerArchitectureComponent<
  T extends string = string,
  S extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
> extends PipelineComponent<'regularizer', T, S> {
  readonly architecture: RegularizerArchitecture<z.output<O>> & { readonly options: O };
}
