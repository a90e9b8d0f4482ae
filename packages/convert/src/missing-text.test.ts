import { defineTextEncoder } from '@langseg/architecture';
import { defaultRegistry } from '@langseg/components';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkpointOf, weightsOf } from './__fixtures__/checkpoint-of.js';
import { lsegVitShapes } from './__fixtures__/lseg-shapes.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { planConversion } from './plan-conversion.js';

const runes = defineTextEncoder({
  type: 'runes',
  configSchema: z.strictObject({}),
  create: () => Promise.reject(new Error('Nobody opens it.')),
  conversion: {
    what: 'a list of runes',
    recognisedBy: 'runes.weight',
    options: z.strictObject({ runeFile: z.instanceof(Uint8Array).optional().describe('Runes, of any age.') }),
    fileOption: 'runeFile',
    recognise: () => undefined,
  },
});
const registry = defaultRegistry.with(runes);

describe('a checkpoint without a text encoder', () => {
  const fileOf = async (weights: ReturnType<typeof weightsOf>) => ({
    name: 'x',
    checkpoint: await checkpointOf(weights),
  });

  it('is told of the text encoders that the registry knows', async () => {
    const whole = [...weightsOf(lsegVitShapes())];
    const bare = new Map(whole.filter(([name]) => !name.startsWith('clip_pretrained.')));
    const clip = /CLIP's text transformer \(token_embedding\.weight …\).*a list of runes \(runes\.weight\)/;
    await expect(planConversion(await fileOf(bare), { registry })).rejects.toThrow(clip);
    const textWeights = await checkpointOf(weightsOf(mobilenetShapes(6)));
    await expect(planConversion(await fileOf(bare), { registry, textWeights })).rejects.toThrow(clip);
  });

  it('is told of the options that take a file', async () => {
    const file = await fileOf(weightsOf(mobilenetShapes(6)));
    await expect(planConversion(file, { registry })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(
        /--text-weights or --word-table or --rune-file, .*built-in model has one in .*runeFile: Runes, of any age\./s,
      ) as string,
    });
  });
});
