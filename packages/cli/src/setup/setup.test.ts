import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it } from 'vitest';
import { runWith } from '../__fixtures__/fake-io.js';
import { WorkFolder } from '../__fixtures__/work-folder.js';
import { openSetup } from './open-setup.js';

/** A plugin without imports; it notes that it was run. */
const plugin = (type: string): string => `
globalThis.pluginsRun = [...(globalThis.pluginsRun ?? []), '${type}'];
export const plugin = { name: 'langseg-${type}', components: [{
  specVersion: 1, slot: 'shout', type: '${type}',
  configSchema: { _zod: { def: { type: 'object' } }, safeParse: (data) => ({ success: true, data }) },
}] };`;

const none = { plugin: [], config: true } as const;

function pluginsRun(): readonly string[] {
  return (Reflect.get(globalThis, 'pluginsRun') ?? []) as string[];
}

describe('openSetup', () => {
  it('has LangSeg’s components alone where nothing is named', async () => {
    using folder = new WorkFolder();
    const { registry, plugins, addresses } = await openSetup(none, folder.path);
    expect(registry.typesOf('shout')).toEqual([]);
    expect(registry.typesOf('head')).toContain('correlation');
    expect({ plugins, addresses }).toEqual({ plugins: [], addresses: [] });
  });

  it('loads what config and options name, each relative to its own place and once', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('settings'));
    folder.write('settings/a.mjs', plugin('a'));
    folder.write('b.mjs', plugin('b'));
    folder.write('settings/mine.json', '{ "plugins": ["./a.mjs"], "model": "./tiny" }');
    const options = { plugin: ['./b.mjs', './settings/a.mjs'], config: './settings/mine.json' };
    const { registry, addresses, config } = await openSetup(options, folder.path);
    expect(registry.typesOf('shout')).toEqual(['a', 'b']);
    expect(addresses).toEqual(['settings/a.mjs', 'b.mjs'].map((path) => pathToFileURL(folder.at(path)).href));
    expect(config?.model).toBe(join(folder.path, 'settings', 'tiny'));
  });

  it.each([
    ['langseg.config.mjs', (value: string) => `export default ${value};`],
    ['langseg.config.cjs', (value: string) => `module.exports = ${value};`],
    ['langseg.config.ts', (value: string) => `const config: object = ${value}; export default config;`],
  ])('takes plugins as values from %s, which other processes load from there', async (file, module) => {
    using folder = new WorkFolder();
    folder.write('c.mjs', plugin('c'));
    const value = `{ name: 'inner', components: [{ specVersion: 1, slot: 'shout', type: 'd',
      configSchema: { _zod: { def: { type: 'object' } }, safeParse() {} } }] }`;
    folder.write(file, module(`{ plugins: ['./c.mjs', ${value}] }`));
    const { registry, addresses } = await openSetup(none, folder.path);
    expect(registry.typesOf('shout')).toEqual(['c', 'd']);
    const again = await openSetup({ plugin: addresses, config: false }, '/');
    expect(again.registry.typesOf('shout')).toEqual(['c', 'd']);
  });

  it('looks in the working folder alone, and not with --no-config', async () => {
    using folder = new WorkFolder();
    folder.write('langseg.config.json', '{ "plugins": ["./nowhere.mjs"] }');
    mkdirSync(folder.at('inner'));
    expect((await openSetup(none, folder.at('inner'))).plugins).toEqual([]);
    expect((await openSetup({ plugin: [], config: false }, folder.path)).plugins).toEqual([]);
    await expect(openSetup(none, folder.path)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['{ "plugin": [] }', /langseg\.config\.json has mistakes:\n.*plugin/s],
    ['{ "plugins": "x" }', /plugins/],
    ['{ "plugins": [5] }', /plugins/],
    ['[]', /has mistakes/],
    ['{', /is no JSON/],
  ])('refuses the config %s', async (text, message) => {
    using folder = new WorkFolder();
    folder.write('langseg.config.json', text);
    await expect(openSetup(none, folder.path)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });

  it('refuses several configs, and one that is not there', async () => {
    using folder = new WorkFolder();
    for (const ending of ['js', 'json']) folder.write(`langseg.config.${ending}`, '{}');
    await expect(openSetup(none, folder.path)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(openSetup({ plugin: [], config: 'x.json' }, folder.path)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a bundle that needs a plugin', () => {
  function needing(folder: WorkFolder, plugins: readonly string[]): string {
    const bundle = folder.at('bundle');
    cpSync(fileURLToPath(bundleUrl), bundle, { recursive: true });
    const config = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8')) as Record<string, object>;
    const pipeline = { ...config.pipeline, head: { type: 'shouting' } };
    writeFileSync(join(bundle, 'config.json'), JSON.stringify({ ...config, pipeline, plugins }));
    return bundle;
  }

  it('names it, and never loads it by itself', async () => {
    using folder = new WorkFolder();
    mkdirSync(folder.at('node_modules/langseg-shouting'), { recursive: true });
    folder.write('node_modules/langseg-shouting/index.js', `globalThis.pluginsRun = ['unasked'];`);
    const bundle = needing(folder, ['langseg-shouting']);
    const photo = await folder.photo('photo.png');
    const cwd = process.cwd();
    process.chdir(folder.path);
    try {
      const before = pluginsRun();
      const run = await runWith(['segment', photo, '-l', 'sky', '-m', bundle, '-o', folder.path]);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(
        /needs head "shouting", which langseg-shouting brings: npm install langseg-shouting.*--plugin langseg-shouting/,
      );
      const inspected = await runWith(['inspect', bundle]);
      expect(inspected.stdout).toMatch(/needs head "shouting".*langseg-shouting/);
      expect(pluginsRun()).toEqual(before);
    } finally {
      process.chdir(cwd);
    }
  });

  it('can’t put commands into the message', async () => {
    using folder = new WorkFolder();
    for (const name of ['x; rm -rf ~', '--global', '../up', '$(x)', './x.mjs', '/x.mjs', 'file:///x']) {
      const run = await runWith(['inspect', needing(folder, [name])]);
      expect(run).toMatchObject({ status: 1, stdout: '' });
      expect(run.stderr).toMatch(/plugins/);
    }
  });
});

it('doctor says what is loaded, and what is wrong with it', async () => {
  using folder = new WorkFolder();
  const { checkPlugins } = await import('../commands/doctor/check-plugins.js');
  const path = folder.write('e.mjs', plugin('e'));
  expect(await checkPlugins({ plugin: [path], config: false })).toMatchObject({
    status: 'ok',
    found: 'langseg-e (shout "e")',
  });
  expect(await checkPlugins({ plugin: ['langseg-nowhere'], config: false })).toMatchObject({
    status: 'fail',
    found: expect.stringContaining('npm install langseg-nowhere') as string,
  });
});
