import { createProjectGraphAsync, type ProjectGraph } from '@nx/devkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspacePackages } from './workspace-packages.js';

let nodes: ProjectGraph['nodes'];

beforeAll(async () => {
  ({ nodes } = await createProjectGraphAsync());
}, 60_000);

describe.each(workspacePackages.map(({ manifest }) => manifest.name))('%s', (name) => {
  it('is linted, type-checked, tested, built, packed and checked, each with caching', () => {
    const { targets } = nodes[name].data;
    for (const target of ['lint', 'typecheck', 'test', 'build', 'pack', 'pack-check']) {
      expect(targets?.[target]?.cache, target).toBe(true);
    }
  });
});

it('everything that is not published is linted and type-checked', () => {
  const published = new Set(workspacePackages.map(({ manifest }) => manifest.name));
  for (const { name, data } of Object.values(nodes).filter((node) => !published.has(node.name))) {
    expect(Object.keys(data.targets ?? {}), name).toEqual(expect.arrayContaining(['lint', 'typecheck']));
  }
});
