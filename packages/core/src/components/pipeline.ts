import * as z from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { Disposable } from '../interfaces/run-options.js';
import type { AnyComponent } from './component.js';
import type { ComponentSet } from './component-set.js';
import {
  pipelineSlots,
  type ContextOf,
  type ImageEncoderContext,
  type PipelineComponent,
  type Slot,
  type SlotTypes,
} from './pipeline-component.js';
import type { AnyConfig, PipelineConfig } from './pipeline-config.js';
import type { SlotKey } from './slot-key.js';

/** The built parts of a pipeline. */
export interface PipelineParts {
  readonly textEncoder: SlotTypes['textEncoder'];
  readonly imageEncoder: SlotTypes['imageEncoder'];
  readonly head: SlotTypes['head'];
  readonly regularizer?: SlotTypes['regularizer'];
  readonly refiner?: SlotTypes['refiner'];
}

const slots = Object.keys(pipelineSlots) as Slot[];
const optionalSlots: readonly Slot[] = ['regularizer', 'refiner'];

/**
 * Checks the config of a pipeline and fills in defaults.
 *
 * @throws LangSegError `CONFIG_INVALID` naming the slot, what was found and what is known.
 */
export function parsePipeline(components: ComponentSet, config: unknown): PipelineConfig {
  if (typeof config !== 'object' || config === null)
    throw new LangSegError('CONFIG_INVALID', `A pipeline config is an object with ${slots.join(', ')}.`, {
      config,
    });
  const entries: Readonly<Record<string, unknown>> = { ...config };
  const extra = Object.keys(entries).filter((key) => !slots.some((slot) => slot === key));
  if (extra.length > 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      `Unknown pipeline entry "${extra[0]}"; expected ${slots.join(', ')}.`,
      { unknown: extra },
    );
  const parse = (slot: Slot): AnyConfig => {
    const { component, options } = components.parseConfig<AnyComponent>(pipelineSlots[slot], entries[slot]);
    return { type: component.type, ...options };
  };
  return {
    textEncoder: parse('textEncoder'),
    imageEncoder: parse('imageEncoder'),
    head: parse('head'),
    ...(entries.regularizer !== undefined && { regularizer: parse('regularizer') }),
    ...(entries.refiner !== undefined && { refiner: parse('refiner') }),
  };
}

/**
 * Builds all parts of a pipeline; when one fails, those already built are disposed.
 *
 * @throws LangSegError `CONFIG_INVALID` as {@link parsePipeline}, or when text and image embeddings differ in length; and
 * whatever the components throw.
 */
export async function createPipeline(
  components: ComponentSet,
  config: unknown,
  context: ImageEncoderContext,
): Promise<PipelineParts> {
  const parsed = parsePipeline(components, config);
  const built: Disposable[] = [];
  const own = async <T extends Disposable>(part: Promise<T>): Promise<T> => {
    built.push(await part);
    return part;
  };
  const { textEncoder, imageEncoder, head, regularizer, refiner } = pipelineSlots;
  try {
    const parts = {
      textEncoder: await own(createPart(components, textEncoder, parsed.textEncoder, context)),
      imageEncoder: await own(createPart(components, imageEncoder, parsed.imageEncoder, context)),
      head: await own(createPart(components, head, parsed.head, context)),
      ...(parsed.regularizer && {
        regularizer: await own(createPart(components, regularizer, parsed.regularizer, context)),
      }),
      ...(parsed.refiner && {
        refiner: await own(createPart(components, refiner, parsed.refiner, context)),
      }),
    };
    assertSameLength(parts.textEncoder.embeddingDim, parts.imageEncoder.embeddingDim);
    return parts;
  } catch (error) {
    await Promise.allSettled(built.map((part) => part.dispose()));
    throw error;
  }
}

/**
 * Builds one part of a pipeline.
 *
 * @param config the part's type and options, as in a bundle.
 * @throws LangSegError `CONFIG_INVALID` for a wrong config, and what the component throws.
 */
export async function createPart<S extends Slot>(
  components: ComponentSet,
  slot: SlotKey<PipelineComponent<S>>,
  config: unknown,
  context: ContextOf<S>,
): Promise<SlotTypes[S]> {
  const { component, options } = components.parseConfig(slot, config);
  return component.create(options, {
    ...context,
    build: <W extends Exclude<Slot, 'imageEncoder'>>(wrapped: W, inner: unknown) =>
      createPart<W>(
        components,
        pipelineSlots[wrapped] as unknown as SlotKey<PipelineComponent<W>>,
        inner,
        context as unknown as ContextOf<W>,
      ),
  });
}

/** JSON Schema of a pipeline config, for completion in editors. */
export function pipelineJsonSchema(components: ComponentSet): Record<string, unknown> {
  const alternatives = (slot: Slot) =>
    components
      .of<AnyComponent>(pipelineSlots[slot])
      .map(({ configSchema, type }) =>
        z.toJSONSchema(configSchema.safeExtend({ type: z.literal(type) }), { io: 'input' }),
      );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(slots.map((slot) => [slot, { anyOf: alternatives(slot) }])),
    required: slots.filter((slot) => !optionalSlots.includes(slot)),
    additionalProperties: false,
  };
}

function assertSameLength(text: number, image: number): void {
  if (text === image) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Text embeddings have length ${text} but pixel embeddings ${image}: these encoders were not trained together.`,
    { text, image },
  );
}
