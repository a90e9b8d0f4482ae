import { asset, type PipelineComponent } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import * as z from 'zod';
import type { ImageArchitecture, SizedInput } from './image-architecture.js';
import type { NetworkConfig } from './network-config.js';
import { OnnxImageEncoder } from './onnx-image-encoder.js';

/** What every image encoder on an ONNX graph has as options. */
export const modelOptions = {
  /** Path of the graph inside the bundle. */
  model: asset('model').default('onnx/image_encoder.onnx'),
  /** Length D of a pixel embedding. */
  embeddingDim: z.int().positive().max(16_384),
};

/** The shape of what every image encoder on an ONNX graph has as options: `model` and `embeddingDim`. */
export type ModelOptions = typeof modelOptions;

/** An image encoder component that can also be trained and converted. */
export interface ImageArchitectureComponent<
  T extends string = string,
  S extends z.ZodObject = z.ZodObject,
  C extends NetworkConfig = NetworkConfig,
> extends PipelineComponent<'imageEncoder', T, S> {
  readonly architecture: ImageArchitecture<C>;
}

/** What {@link defineImageArchitecture} takes. */
export interface ImageArchitectureDefinition<
  T extends string,
  C extends NetworkConfig,
  O extends z.core.$ZodLooseShape,
> extends Omit<ImageArchitecture<NoInfer<C>>, 'type' | 'parameters' | 'idleParameters' | 'sized'> {
  readonly type: T;
  /** `C` is the type of its argument. */
  parameters(config: C): ReturnType<ImageArchitecture['parameters']>;
  /**
   * What a bundle says about the network besides the path of its graph (`model`) and `embeddingDim`; options have the names
   * that they have in `C`. Often nothing: `{}`.
   */
  readonly options: O;
  /** What is different for some sizes; of these, what {@link options} holds. Default: nothing. */
  readonly sized?: (options: z.output<z.ZodObject<O>>) => SizedInput;
  /** Default: none. */
  readonly idleParameters?: (config: NoInfer<C>) => readonly ParameterSpec[];
  /**
   * Refuses sizes of `pixels` that the network can't take.
   *
   * @param options the bundle's, checked.
   * @throws LangSegError `SHAPE_MISMATCH` saying which sizes fit.
   */
  readonly checkSize?: (height: number, width: number, options: z.output<z.ZodObject<O>>) => void;
}

/**
 * Makes an image encoder of everything that there is to know about it: a component that runs finished models and, by its
 * `architecture`, converts and trains them.
 */
export function defineImageArchitecture<
  const T extends string,
  C extends NetworkConfig,
  O extends z.core.$ZodLooseShape,
>({
  type,
  options,
  checkSize,
  sized,
  idleParameters = () => [],
  ...described
}: ImageArchitectureDefinition<T, C, O>): ImageArchitectureComponent<
  T,
  z.ZodObject<ModelOptions & O, z.core.$strict>,
  C
> {
  const architecture: ImageArchitecture<C> = {
    ...described,
    type,
    idleParameters,
    // Options have the names that they have in the sizes.
    ...(sized && { sized: (config: C) => sized(config as unknown as z.output<z.ZodObject<O>>) }),
  };
  const { upsampling, alignCorners } = architecture;
  const common = z.object(modelOptions);
  const own = z.object(options);
  return {
    specVersion: 1,
    slot: 'imageEncoder',
    type,
    configSchema: z.strictObject({ ...modelOptions, ...options }),
    architecture,
    async create(config, { runtime, assets, preprocessing, signal }) {
      const { model, embeddingDim } = common.parse(config);
      return new OnnxImageEncoder({
        session: await runtime.load(await assets.model(model), { signal }),
        embeddingDim,
        outputStride: sized?.(own.parse(config)).outputStride ?? architecture.outputStride,
        upsampling,
        alignCorners,
        preprocessing,
        ...(checkSize && { checkSize: (height, width) => checkSize(height, width, own.parse(config)) }),
      });
    },
  };
}
