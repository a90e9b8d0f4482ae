import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundleFiles, bundleUrl } from './index.js';

it('names every file of the bundle but the model card, by its place', async () => {
  const entries = await readdir(bundleUrl, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      `${parentPath}/${name}`.slice(fileURLToPath(bundleUrl).length).replace(/^\//, ''),
    )
    .filter((path) => path !== 'README.md');
  expect(Object.keys(bundleFiles).sort()).toEqual(paths.sort());
  for (const [path, url] of Object.entries(bundleFiles)) {
    expect(url.href).toBe(new URL(path, bundleUrl).href);
    expect(existsSync(url), path).toBe(true);
  }
});

it('writes every address out, so that bundlers find it', async () => {
  const code = await readFile(new URL('./bundle-files.ts', import.meta.url), 'utf8');
  const source = code.replace(/\s+/g, '').replaceAll(',)', ')');
  for (const path of Object.keys(bundleFiles))
    expect(source).toContain(`'${path}':newURL('../bundle/${path}',import.meta.url)`);
});

it('has no address of a folder, which webpack and others look for a file at', async () => {
  for (const file of ['./index.ts', './bundle-files.ts']) {
    const code = await readFile(new URL(file, import.meta.url), 'utf8');
    expect(code.replace(/\/\*\*[^]*?\*\//g, '')).not.toMatch(/new URL\(\s*'[^']*\/',\s*import\.meta\.url/);
  }
});
