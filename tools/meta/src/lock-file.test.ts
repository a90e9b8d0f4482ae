import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

interface LockedPackage {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(`${workspaceRoot}package-lock.json`, 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

it('names no download address, so that any registry will do', () => {
  const addresses = Object.values(packages).map(({ resolved }) => resolved);
  expect(addresses.filter((address) => address?.includes('://'))).toEqual([]);
});

it('holds a hash of everything that is downloaded', () => {
  const downloaded = Object.entries(packages).filter(
    ([path, { link }]) => path.includes('node_modules/') && !link,
  );
  expect(downloaded.length).toBeGreaterThan(100);
  expect(downloaded.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
});

it('installs without running scripts', () => {
  expect(readFileSync(`${workspaceRoot}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

it('holds the native packages of every platform, not only of the one it was made on', () => {
  const paths = Object.keys(packages);
  const natives = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(natives).not.toEqual([]);
  expect(natives.filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
});

it('lets private projects take siblings of any version: a release only touches the published manifests', () => {
  const siblings = new Set(workspacePackages.map(({ manifest }) => manifest.name));
  const isPrivateProject = (path: string) => !/^$|^(packages|apps)\/|node_modules/.test(path);
  const ranges = Object.entries(packages)
    .filter(([path]) => isPrivateProject(path))
    .flatMap(([, entry]) => Object.entries({ ...entry.dependencies, ...entry.devDependencies }))
    .filter(([name]) => siblings.has(name))
    .map(([, range]) => range);
  expect(ranges.filter((range) => range !== '*')).toEqual([]);
});

it('knows the commands of the workspace, so that `npm ci` links them', () => {
  for (const { directory, manifest } of workspacePackages) {
    expect(packages[directory.replace(workspaceRoot, '')].bin, manifest.name).toEqual(manifest.bin);
  }
});
