import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly nx: { readonly tags: readonly string[] };
}

export interface PackedPackage {
  /** Without scope. */
  readonly name: string;
  readonly directory: string;
  readonly manifest: Manifest;
  readonly tarball: string;
}

/** Every package of the workspace with the tarball that its `pack` target wrote. */
export const packedPackages: readonly PackedPackage[] = readPackages('packages');

/** Apps that packages bring along; what they are is tested with those, and in browsers. */
const packedApps = readPackages('apps');

function readPackages(group: 'packages' | 'apps'): PackedPackage[] {
  const root = fileURLToPath(new URL(`../${group}/`, import.meta.url));
  const folders = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter(
      ({ name, parentPath }) =>
        name === 'package.json' && !/node_modules|__fixtures__/.test(parentPath.slice(root.length)),
    )
    .map(({ parentPath }) => parentPath);
  return folders.sort().map((directory) => {
    const manifest = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as Manifest;
    const stem = manifest.name.replace('@', '').replace('/', '-');
    const name = manifest.name.split('/').at(-1)!;
    return { name, directory, manifest, tarball: `${directory}/${stem}-${manifest.version}.tgz` };
  });
}

/** The package and the siblings it needs, directly or through others; each once. Optional peers only of itself. */
export function withSiblings(root: PackedPackage): ReadonlySet<PackedPackage> {
  const needed = new Set([root]);
  for (const { manifest } of needed) {
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifest;
    for (const sibling of [...packedPackages, ...packedApps]) {
      const { name } = sibling.manifest;
      const isOptional = manifest !== root.manifest && peerDependenciesMeta?.[name]?.optional;
      if (name in { ...dependencies, ...peerDependencies } && !isOptional) needed.add(sibling);
    }
  }
  return needed;
}
