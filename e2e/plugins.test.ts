import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './strangers-project.js';

const folder = fileURLToPath(new URL('./consumers/plugins/', import.meta.url));
const plugins = [
  'langseg-areas',
  'langseg-blur',
  'langseg-mean',
  'langseg-pairs',
  'langseg-tiny-net',
  'langseg-word-list',
];

let project: StrangersProject;

beforeAll(async () => {
  project = await StrangersProject.create();
  const packages = plugins.map((plugin) => join(folder, plugin));
  await project.run('npm', ['pack', ...packages, '--pack-destination', project.directory]);
  const needed = packedPackages
    .filter(({ manifest }) =>
      ['@langseg/cli', '@langseg/conformance', '@langseg/training'].includes(manifest.name),
    )
    .flatMap((entry) => [...withSiblings(entry)]);
  await project.install(new Set(needed), [...plugins.map((plugin) => `./${plugin}-1.0.0.tgz`), 'vitest']);
  for (const file of await readdir(folder))
    if (file.endsWith('.js')) await copyFile(join(folder, file), join(project.directory, file));
  await project.run('node', ['make-data.js']);
}, 240_000);
afterAll(() => project[Symbol.asyncDispose]());

it('a stranger’s plugins pass their conformance suites', () => project.run('npx', ['vitest', 'run']));

it('with them alone the command converts, trains, goes on, and segments with what was trained', () =>
  project.run('node', ['use-plugins.js']));
