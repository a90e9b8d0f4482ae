import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderBytes } from './folder-bytes.js';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './strangers-project.js';

const path = (address: string) => fileURLToPath(new URL(address, import.meta.url));
const megabytes = 1e6;

let project: StrangersProject;

beforeAll(async () => {
  project = await StrangersProject.create();
  const langseg = packedPackages.find(({ manifest }) => manifest.name === 'langseg')!;
  await project.install(withSiblings(langseg), []);
}, 120_000);
afterAll(() => project[Symbol.asyncDispose]());

it('langseg weighs less than 300 MB in Node, of onnxruntime-node what this platform uses', async () => {
  const modules = join(project.directory, 'node_modules');
  const binaries = join(modules, 'onnxruntime-node/bin/napi-v6');
  const foreign = (await folderBytes(binaries)) - (await folderBytes(join(binaries, platformFolder())));
  expect((await folderBytes(modules)) - foreign).toBeLessThan(300 * megabytes);
});

it('and less than 120 MB after the command that README.md names for containers', async () => {
  const readme = await readFile(path('../packages/langseg/README.md'), 'utf8');
  const [command] = /^find node_modules.*$/m.exec(readme)!;
  await project.run('sh', ['-c', command.replace('linux/x64', platformFolder())]);
  expect(await folderBytes(join(project.directory, 'node_modules'))).toBeLessThan(120 * megabytes);

  await copyFile(path('./consumers/langseg.js'), join(project.directory, 'consumer.js'));
  await project.run('node', ['consumer.js']);
});

function platformFolder(): string {
  return `${process.platform}/${process.arch}`;
}
