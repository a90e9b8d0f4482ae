import { existsSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './strangers-project.js';

const consumers = fileURLToPath(new URL('./consumers/', import.meta.url));

const forNode = ['onnxruntime-node', 'sharp', 'undici', 'opentype.js'];

/** What an installation must not hold, by platform; peers are the choice of whoever installs. */
const foreignTo: Readonly<Record<string, readonly string[]>> = {
  any: [...forNode, 'onnxruntime-web'],
  node: ['onnxruntime-web'],
  web: forNode,
};

it.concurrent.each(packedPackages.map((entry) => [entry.manifest.name, entry] as const))(
  '%s installs from its tarball and works alone',
  async (_name, entry) => {
    await using project = await StrangersProject.create();
    const peers = Object.entries(entry.manifest.peerDependencies ?? {}).map((peer) => peer.join('@'));
    await project.install(withSiblings(entry), peers);

    // A script of its own for each package; a suite of tests where the package is made for Vitest.
    const suite = `${entry.name}.test.js`;
    const [script, command, ...args] = existsSync(consumers + suite)
      ? [suite, 'npx', 'vitest', 'run']
      : [`${entry.name}.js`, 'node', 'consumer.js'];
    await copyFile(consumers + script, join(project.directory, script.replace(entry.name, 'consumer')));
    await project.run(command, args);

    const [platform] = entry.manifest.nx.tags.flatMap((tag) => /^platform:(.*)/.exec(tag)?.[1] ?? []);
    const installed = await readdir(join(project.directory, 'node_modules'));
    const foreign = installed.filter((name) => foreignTo[platform].includes(name));
    expect(foreign.filter((name) => !(name in (entry.manifest.peerDependencies ?? {})))).toEqual([]);
  },
);
