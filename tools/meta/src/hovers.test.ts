import { expect, it } from 'vitest';
import { hoversOf } from './hovers.js';

const program = (entry: string): string => `
  import { createSegmenter, defaultRegistry } from '${entry}';
  import { openBundle, type AssetStore, type Runtime } from '@langseg/core';

  const segmenter = await createSegmenter();
  const photo = await segmenter.encode('photo.jpg');
  const result = await photo.segment(['dog', 'grass']);
  const { labelMap, labels } = result;
  const legend = result.legend();
  const areas = result.areas();
  const runs = result.toRle();
  const mask = result.mask('dog');
  const heat = await result.heatmap('dog');
  const again = await (await segmenter.segment('photo.jpg', ['dog'])).relabel(['puppy']);
  const registry = defaultRegistry;
  const config = registry.parse({});
  const names = registry.typesOf('head');
  const more = registry.with();
  const assets: AssetStore = undefined!;
  const runtime: Runtime = undefined!;
  const { parts } = await openBundle(assets, { registry, runtime });
`;

it.each([['langseg'], ['@langseg/web']])(
  'what editors show of %s are names, not what they stand for',
  (entry) => {
    const hovers = hoversOf(program(entry));
    const spelledOut = [...hovers].filter(
      ([, text]) => text.length > 220 || /\.\.\. \d+ more|ZodObject/.test(text),
    );
    expect(spelledOut).toEqual([]);
    expect(hovers.get('createSegmenter')).toContain('createSegmenter');
    expect(hovers.get('registry')).toBe('const registry: Registry<DefaultComponents>');
    expect(hovers.get('config')).toBe('const config: PipelineConfig<DefaultComponents>');
    expect(hovers.get('parts')).toBe('const parts: PipelineParts');
    expect(hovers.get('legend')).toBe('const legend: LegendEntry[]');
  },
);
