import { testTextEncoder } from '@langseg/conformance';
import type { Checkpoint } from '@langseg/checkpoints';
import {
  LangSegError,
  safeParse,
  sourceOf,
  tensor,
  type Runtime,
  type TextEncoder as LabelEncoder,
} from '@langseg/core';
import { expect } from 'vitest';
import type { ConvertedPart } from '../conversion/bundle-part.js';
import type { ConversionSource } from '../conversion/conversion-source.js';
import { partAssets } from '../conversion/part-assets.js';
import type { TextArchitectureComponent } from '../text/text-conversion.js';
import { registerChecks, type Check } from './support/check.js';
import { expectPart } from './support/part-checks.js';

/** Setup of {@link testTextArchitecture}. */
export interface TextArchitectureSetup {
  readonly component: TextArchitectureComponent;
  /** A file that it is made of. Small weights keep the suite fast. */
  readonly source: ConversionSource;
  /** What the file doesn't tell. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where graphs are computed. */
  readonly runtime: Runtime;
  /** Three or more different labels that the encoder knows. */
  readonly labels: readonly string[];
  /** A label of which nothing is known; left out for encoders that encode anything. */
  readonly unknownLabel?: string;
  /** A label that is encoded in part or truncated; left out for encoders that never do so. */
  readonly partlyKnownLabel?: string;
}

/** Registers the tests that every text encoder must pass that can be converted, those of `testTextEncoder` included. */
export function testTextArchitecture(setup: TextArchitectureSetup): void {
  const { component, labels, unknownLabel, partlyKnownLabel } = setup;
  let planned: Promise<ConvertedPart> | undefined;
  registerChecks(`text architecture conformance: ${component.type}`, textArchitectureChecks(setup));
  testTextEncoder({
    create: async () => openPart(setup, await (planned ??= planOf(setup))),
    labels,
    ...(unknownLabel !== undefined && { unknownLabel }),
    ...(partlyKnownLabel !== undefined && { partlyKnownLabel }),
  });
}

/** The tests of {@link testTextArchitecture} about its conversion. */
export function textArchitectureChecks(setup: TextArchitectureSetup): Check[] {
  const { component } = setup;
  const { conversion } = component;
  return [
    {
      title: 'says what it is and refuses options that it does not know',
      run() {
        expect(conversion.what).not.toBe('');
        expect(safeParse(conversion.options, { ...setup.options, 'no such option': 1 }).success).toBe(false);
        if (conversion.fileOption !== undefined)
          expect(Object.keys(conversion.options.shape)).toContain(conversion.fileOption);
      },
    },
    {
      title: 'recognises its source and no other file',
      run() {
        expect(conversion.recognise(setup.source)).toBeDefined();
        for (const other of otherSources) expect(conversion.recognise(other), other.name).toBeUndefined();
      },
    },
    {
      title: 'plans a part that its component opens',
      async run() {
        const part = await planOf(setup);
        expect(part.architecture).not.toBe('');
        expectPart(component, part);
      },
    },
    {
      title: 'has embeddings as long as planned',
      async run() {
        const part = await planOf(setup);
        const encoder = await openPart(setup, part);
        try {
          expect(encoder.embeddingDim).toBe(part.embeddingDim);
          expect((await encoder.encode(setup.labels)).shape).toEqual([
            setup.labels.length,
            part.embeddingDim,
          ]);
        } finally {
          await encoder.dispose();
        }
      },
    },
  ];
}

const foreignWeights = new Map([['foreign.weight', sourceOf(tensor('float32', [2, 2]))]]);

/** A checkpoint that holds no text encoder. */
const foreignCheckpoint: Checkpoint = {
  format: 'safetensors',
  tensors: foreignWeights,
  allTensors: foreignWeights,
  stateDicts: new Map([['', foreignWeights]]),
  objects: new Map(),
  refused: [],
  metadata: new Map(),
};

const otherSources: readonly ConversionSource[] = [
  { name: 'a checkpoint of another network', checkpoint: foreignCheckpoint },
  { name: 'a picture', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13) },
  { name: 'an empty file', bytes: new Uint8Array() },
  { name: 'neither' },
];

async function planOf({ component, source, options = {} }: TextArchitectureSetup): Promise<ConvertedPart> {
  const { conversion } = component;
  const found = conversion.recognise(source);
  if (!found)
    throw new LangSegError('WEIGHTS_MISMATCH', `${conversion.what} was not recognised in ${source.name}.`);
  return found.plan(conversion.options.parse(options));
}

function openPart({ component, runtime }: TextArchitectureSetup, part: ConvertedPart): Promise<LabelEncoder> {
  const { type: _, ...config } = part.component;
  const assets = partAssets(part, component.type);
  return component.create(component.configSchema.parse(config), { runtime, assets });
}
