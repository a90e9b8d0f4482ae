import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packedPackages, withSiblings } from './packed-packages.js';
import { StrangersProject } from './stranger.js';

const consumers = fileURLToPath(new URL('./consumers/', import.meta.url));

describe.each(packedPackages.map((entry) => [entry.manifest.name, entry] as const))('%s', (_name, entry) => {
  it('installs from its tarball and works alone', async () => {
    await using project = await StrangersProject.create();
    const peers = Object.entries(entry.manifest.peerDependencies ?? {}).map((peer) => peer.join('@'));
    await project.install(withSiblings(entry), peers);

    await copyFile(`${consumers}${entry.folder}.js`, join(project.directory, 'consumer.js'));
    expect(await project.run('node', ['consumer.js'])).toBe('ok');

    if (entry.manifest.nx.tags.includes('platform:any')) {
      const installed = await readdir(join(project.directory, 'node_modules'));
      expect(installed.filter((name) => /^(onnxruntime-.*|sharp|undici)$/.test(name))).toEqual([]);
    }
  });
});
