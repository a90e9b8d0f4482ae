import { expect, it } from 'vitest';
import { hoversOf } from './hovers.js';

const program = (entry: string): string => `
  import { createSegmenter, defaultRegistry } from '${entry}';
  import { openBundle, type AssetStore, type Runtime } from '@langseg/core';

  const segmenter = await createSegmenter({ threads: 2 });
  const photo = await segmenter.encode('photo.jpg');
  const result = await photo.segment(['dog', 'grass'], { other: 'auto' });
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

/** Names and options that need a doc comment in editors. */
const explained = 'createSegmenter threads encode segment other labelMap toRle heatmap relabel'.split(' ');

it.each([['langseg'], ['@langseg/web']])(
  'what editors show of %s are names with doc comments, not what the names stand for',
  (entry) => {
    const hovers = hoversOf(program(entry));
    const spelledOut = [...hovers].filter(
      ([, { text }]) => text.length > 220 || /\.\.\. \d+ more|ZodObject/.test(text),
    );
    expect(spelledOut).toEqual([]);
    const silent = explained.filter((name) => (hovers.get(name)?.documentation.length ?? 0) < 20);
    expect(silent).toEqual([]);
    expect(hovers.get('createSegmenter')?.text).toContain('createSegmenter');
    expect(hovers.get('registry')?.text).toBe('const registry: Registry<DefaultComponents>');
    expect(hovers.get('config')?.text).toBe('const config: PipelineConfig<DefaultComponents>');
    expect(hovers.get('parts')?.text).toBe('const parts: PipelineParts');
    expect(hovers.get('legend')?.text).toBe('const legend: LegendEntry[]');
  },
);
