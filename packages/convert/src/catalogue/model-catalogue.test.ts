import { readFileSync } from 'node:fs';
import { findImageArchitecture, inputOf, networkConfig } from '@langseg/architecture';
import { defaultRegistry } from '@langseg/components';
import { sizeOf, type TensorSource } from '@langseg/core';
import { countMacs, inferShapes } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { bundleBytes, modelCatalogue, type CatalogueModel } from './model-catalogue.js';

const docs = new URL('../../../../docs/', import.meta.url);

/** A model's row in docs/encoders.md. */
function rowOf({ name, parameters, license, gigaMacs, ade20k, page, ...model }: CatalogueModel): string[] {
  const { image, text } = parameters;
  return [
    name,
    `${image} M / ${text} M`,
    `${(bundleBytes({ name, parameters, license, gigaMacs, page, ...model }) / 1e9).toFixed(1)} GB`,
    license,
    ade20k ? `[${ade20k.miou}](${ade20k.source})` : 'not stated here',
    String(Math.round(gigaMacs)),
    `[\`${model.id}\`](${page})`,
  ];
}

/** Rows of all tables of a page, without what only pads them. */
function rowsIn(page: string): string[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
    );
}

describe('the catalogue', () => {
  it.each(modelCatalogue.map((model) => [model.name, model] as const))(
    'states the size of %s',
    (_, model) => {
      const { architecture } = findImageArchitecture(defaultRegistry, model.type);
      const embeddingDim =
        {
          tips: widthOf(model),
          talk2dino: widthOf(model),
          dinotxt: 1024,
          clip: widthOf(model) > 800 ? 768 : 512,
        }[model.type] ?? 0;
      const config = networkConfig(architecture, model.sizes, embeddingDim);
      const specs = architecture.parameters(config);
      const parameters = specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0) / 1e6;
      expect(Math.abs(parameters / model.parameters.image - 1)).toBeLessThan(0.01);

      const weights = new Map(
        specs.map(({ name, shape }): [string, TensorSource] => [
          name,
          { dtype: 'float32', shape, load: neverRead },
        ]),
      );
      const side = inputOf(architecture, config).view;
      const windows = typeof side === 'object' ? side.windows?.size : undefined;
      const pixels = [1, 3, windows ?? 518, windows ?? 518];
      const graph = architecture.graph(weights, config);
      expect(countMacs(graph, inferShapes(graph, { inputs: { pixels } })) / 1e9).toBeCloseTo(
        model.gigaMacs,
        1,
      );
    },
  );

  it('is what docs/encoders.md shows', () => {
    const rows = rowsIn(readFileSync(new URL('encoders.md', docs), 'utf8'));
    for (const model of modelCatalogue) expect(rows).toContain(`|${rowOf(model).join('|')}|`);
    const own = rows.filter((row) => /\(encoders\/\w+\.md\)\|$/.test(row) && !row.includes('|LSeg|'));
    expect(own).toHaveLength(modelCatalogue.length);
  });

  it('leads to pages that there are, by commands that convert', () => {
    for (const { page, command, id, sha256 = {} } of modelCatalogue) {
      expect(readFileSync(new URL(page, docs), 'utf8')).toMatch(/^# /);
      expect(command).toMatch(/^langseg convert \S+ .*--out \w+$/);
      if (id.includes('/')) expect(command).toContain(id);
      for (const hash of Object.values(sha256)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(new Set(modelCatalogue.map(({ id }) => id)).size).toBe(modelCatalogue.length);
  });
});

function widthOf({ type, sizes }: CatalogueModel): number {
  const { presets } = findImageArchitecture(defaultRegistry, type).architecture;
  return (presets[sizes] as { readonly width?: number }).width!;
}

function neverRead(): Promise<never> {
  throw new Error('weights are not needed');
}
