import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRegistry } from '@langseg/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlugin, resolvePlugin } from './load-plugin.js';
import { withPlugins } from './with-plugins.js';

let from: string;

/** A component without any import, so that it loads from a folder without packages. */
const component = (type: string): string =>
  `{ specVersion: 1, slot: 'shout', type: '${type}', configSchema: { _zod: { def: { type: 'object' } }, safeParse: () => ({}) } }`;

function write(name: string, content: string | object): void {
  mkdirSync(dirname(join(from, name)), { recursive: true });
  writeFileSync(join(from, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function writePackage(name: string, manifest: object, files: Readonly<Record<string, string>>): void {
  write(`node_modules/${name}/package.json`, { name, ...manifest });
  for (const [file, content] of Object.entries(files)) write(`node_modules/${name}/${file}`, content);
}

beforeAll(() => {
  from = realpathSync(mkdtempSync(join(tmpdir(), 'langseg-plugins-')));
});
afterAll(() => rmSync(from, { recursive: true, force: true }));

const typesOf = async (specifier: string): Promise<string[]> =>
  (await loadPlugin(specifier, { from })).components.map(({ type }) => type);

describe('loadPlugin takes packages', () => {
  it('by the rules of import', async () => {
    writePackage(
      'langseg-esm',
      {
        type: 'module',
        exports: { '.': { import: './lib/a.js', require: './no.cjs' }, './b': './lib/b.js' },
      },
      {
        'lib/a.js': `export const plugin = { name: 'langseg-esm', components: [${component('a')}] };`,
        'lib/b.js': `export default [${component('b')}, ${component('c')}];`,
      },
    );
    expect(await loadPlugin('langseg-esm', { from })).toMatchObject({ name: 'langseg-esm' });
    expect(await typesOf('langseg-esm')).toEqual(['a']);
    expect(await typesOf('langseg-esm/b')).toEqual(['b', 'c']);
    expect(await loadPlugin('langseg-esm/b', { from })).toMatchObject({ name: 'langseg-esm' });
  });

  it('of a scope, from a folder above, without any exports', async () => {
    writePackage('@me/cjs', { main: 'main' }, { 'main.js': `exports.plugin = [${component('d')}];` });
    mkdirSync(join(from, 'deep/er'), { recursive: true });
    const plugin = await loadPlugin('@me/cjs', { from: join(from, 'deep/er') });
    expect(plugin).toMatchObject({ name: '@me/cjs', components: [{ type: 'd' }] });
  });

  it('that only export for require, and compiled ones', async () => {
    writePackage(
      'only-cjs',
      { exports: { require: './a.cjs' } },
      {
        'a.cjs': `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = ${component('e')};`,
      },
    );
    expect(await typesOf('only-cjs')).toEqual(['e']);
  });

  it('and says what to install where there is none', async () => {
    await expect(loadPlugin('langseg-nowhere', { from })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/in .*node_modules.*npm install langseg-nowhere$/) as string,
    });
    await expect(loadPlugin('@me/no-where/part', { from })).rejects.toThrow(/npm install @me\/no-where$/);
  });

  it('and tells a missing part of a package from a missing package', async () => {
    await expect(loadPlugin('langseg-esm/none', { from })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/"langseg-esm" can't be loaded.*\.\/none/) as string,
    });
  });

  it('and knows a forgotten ./', async () => {
    write('forgotten.mjs', '');
    await expect(loadPlugin('forgotten.mjs', { from })).rejects.toThrow(/write \.\/forgotten\.mjs/);
  });

  it.each([
    'fs',
    'node:fs',
    'file://elsewhere/x%2fy',
    'data:text/javascript,export default 1',
    'https://example.org/x.js',
    '',
    '#x',
  ])('and nothing but packages: %j', async (specifier) => {
    await expect(loadPlugin(specifier, { from })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('loadPlugin takes paths', () => {
  it('of files, relative, absolute and as addresses, each the same components', async () => {
    write('with space/mine é.mjs', `export const mine = ${component('f')};`);
    const path = join(from, 'with space', 'mine é.mjs');
    const [first, ...others] = await Promise.all(
      ['./with space/mine é.mjs', path, pathToFileURL(path).href].map((name) => loadPlugin(name, { from })),
    );
    expect(first.name).toBe('mine--.mjs');
    for (const other of others) expect(other.components[0]).toBe(first.components[0]);
    expect(createRegistry([]).use(first, ...others).components).toHaveLength(1);
    const { components } = await withPlugins(createRegistry([]), [path, pathToFileURL(path).href]);
    expect(components).toEqual(first.components);
  });

  it.each([
    ['cjs', `module.exports = { plugin: [${component('g')}] };`],
    ['js', `exports.default = ${component('g')};`],
  ])('of CommonJS: .%s', async (ending, code) => {
    write(`common.${ending}`, code);
    expect(await typesOf(`./common.${ending}`)).toEqual(['g']);
  });

  it('of folders with a package.json, by exports or main, and through links', async () => {
    write('folder/package.json', {
      name: '@me/folder',
      type: 'module',
      exports: './src/x.js',
      main: 'no.js',
    });
    write('folder/src/x.js', `export default [${component('h')}];`);
    expect(await loadPlugin('./folder', { from })).toMatchObject({ name: '@me/folder' });
    write('plain/package.json', { main: './x.cjs' });
    write('plain/x.cjs', `module.exports = ${component('i')};`);
    expect(await loadPlugin('./plain/', { from })).toMatchObject({ name: 'plain' });
    symlinkSync(join(from, 'folder'), join(from, 'node_modules', 'linked'), 'dir');
    const [linked, named] = [await loadPlugin('linked', { from }), await loadPlugin('./folder', { from })];
    expect(linked.components[0]).toBe(named.components[0]);
    expect(await loadPlugin('..', { from: join(from, 'folder/src') })).toMatchObject({ name: '@me/folder' });
  });

  it('and says what is missing', async () => {
    await expect(loadPlugin('./nowhere.mjs', { from })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      context: { path: join(from, 'nowhere.mjs') },
    });
    mkdirSync(join(from, 'empty'));
    await expect(loadPlugin('./empty', { from })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/needs a package\.json/) as string,
    });
  });
});

describe('loadPlugin refuses', () => {
  it.each([
    ['nothing', '', /exports nothing/],
    ['functions', 'export const make = () => 1; export const other = 5;', /it exports make, other/],
    [
      'several components',
      `export const a = ${component('a')}; export const b = ${component('b')};`,
      /export plugin = \[a, b\]/,
    ],
    ['mistakes', `export default { ...${component('a')}, slot: undefined };`, /its slot must be a name/],
    [
      'code that throws',
      'throw new TypeError("no such thing");',
      /Loading the plugin .* failed: .*no such thing/,
    ],
    ['code that throws no error', 'throw null;', /Loading the plugin .* failed: .*null/],
    [
      'code that imports what is not there',
      'import "nowhere-else";',
      /Loading the plugin .* failed: .*nowhere-else/,
    ],
    ['code that is none', 'export const', /Loading the plugin .* failed/],
  ])('%s', async (name, code, message) => {
    write(`bad/${name}.mjs`, code);
    await expect(loadPlugin(`./bad/${name}.mjs`, { from })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });
});

it('resolvePlugin gives the address, without running anything', async () => {
  write('throwing.mjs', 'throw new Error("was run");');
  const url = await resolvePlugin('./throwing.mjs', { from });
  expect(url).toBe(pathToFileURL(join(from, 'throwing.mjs')).href);
  const address = await resolvePlugin('@me/cjs', { from });
  expect(await loadPlugin(address, { from: tmpdir() })).toMatchObject({ name: '@me/cjs' });
});

it('an address may name a value inside of a module', async () => {
  write(
    'config.mjs',
    `export default { plugins: ['x', { name: 'inner', components: [${component('j')}] }] };`,
  );
  const url = pathToFileURL(join(from, 'config.mjs')).href;
  expect(await resolvePlugin(`${url}#default.plugins.1`)).toBe(`${url}#default.plugins.1`);
  expect(await loadPlugin(`${url}#default.plugins.1`)).toMatchObject({
    name: 'inner',
    components: [{ type: 'j' }],
  });
  for (const inside of ['default.plugins.0', 'default.plugins.2', 'none', 'constructor'])
    await expect(loadPlugin(`${url}#${inside}`)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
