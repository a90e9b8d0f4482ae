import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './strangers-project.js';

const folder = fileURLToPath(new URL('./consumers/plugins/', import.meta.url));
const plugins = ['langseg-pairs', 'langseg-tiny-net'];

let project: StrangersProject;

beforeAll(async () => {
  project = await StrangersProject.create();
  for (const plugin of plugins)
    await project.run('npm', ['pack', join(folder, plugin), '--pack-destination', project.directory]);
  const needed = packedPackages
    .filter(({ manifest }) => ['@langseg/cli', '@langseg/training'].includes(manifest.name))
    .flatMap((entry) => [...withSiblings(entry)]);
  await project.install(new Set(needed), [...plugins.map((plugin) => `./${plugin}-1.0.0.tgz`), 'vitest']);
  for (const file of ['make-data.js', 'use-plugins.js', 'langseg-pairs.test.js'])
    await copyFile(join(folder, file), join(project.directory, file));
  await project.run('node', ['make-data.js']);
}, 240_000);
afterAll(() => project[Symbol.asyncDispose]());

it('a stranger’s data set layout passes its conformance suite', () => project.run('npx', ['vitest', 'run']));

it('with it and a stranger’s network the command trains, goes on, converts, and segments with what was trained', () =>
  project.run('node', ['use-plugins.js']));
