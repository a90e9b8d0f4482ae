import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry, defineFormat, resultFormats, Segmentation, tensor } from '@langseg/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createResultWriter } from './create-result-writer.js';

const result = new Segmentation({
  width: 2,
  height: 1,
  labels: ['sky', 'Sky!'],
  labelMap: Uint8Array.of(0, 1),
  alignCorners: false,
  logitsOf: (indices) => Promise.resolve(tensor('float32', [indices.length, 1, 1])),
});
const photo = { width: 2, height: 1, data: new Uint8Array(6).fill(90) };
const unlikely = defineFormat({
  specVersion: 1,
  type: 'unlikely',
  description: 'its own option',
  endings: { '.un.png': 'image/png', '.un.txt': 'text/plain' },
  configSchema: z.strictObject({ word: z.string().default('hello') }),
  async *encode(_result, { word }, { mediaType }) {
    yield { bytes: new TextEncoder().encode(`${word} ${mediaType}`) };
  },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'langseg-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('createResultWriter', () => {
  it('puts the names of parts before the last dot, and gives back the paths', async () => {
    const written = await createResultWriter().save(join(folder, 'a.heatmap.png'), result, photo);
    expect(written).toEqual(['a.heatmap.sky.png', 'a.heatmap.sky-1.png'].map((name) => join(folder, name)));
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('writes the formats of its registry: the longest ending decides, or the caller', async () => {
    const writer = createResultWriter({ registry: createRegistry([...resultFormats, unlikely]) });
    const save = async (name: string, format?: object): Promise<string> => {
      const options = format && { format: { type: 'unlikely', ...format } };
      const [path] = await writer.save(join(folder, name), result, photo, options);
      expect(path).toBe(join(folder, name));
      return readFileSync(path, 'latin1');
    };
    expect(await save('a.un.png')).toBe('hello image/png');
    expect(await save('B.UN.TXT', { word: 'bye' })).toBe('bye text/plain');
    expect(await save('a.png')).toContain('PNG');
    await expect(save('c.png', {})).rejects.toMatchObject({ code: 'USAGE' });
    await expect(save('c.un.png', { words: 1 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(readdirSync(folder).sort()).toEqual(['B.UN.TXT', 'a.png', 'a.un.png']);
  });
});
