import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly nx: { readonly tags: readonly string[] };
}

export interface PackedPackage {
  readonly folder: string;
  readonly directory: string;
  readonly manifest: Manifest;
  readonly tarball: string;
}

const packagesRoot = fileURLToPath(new URL('../packages/', import.meta.url));

/** Every package of the workspace with the tarball that its `pack` target wrote. */
export const packedPackages: readonly PackedPackage[] = readdirSync(packagesRoot).map((folder) => {
  const directory = `${packagesRoot}${folder}`;
  const manifest = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as Manifest;
  const stem = manifest.name.replace('@', '').replace('/', '-');
  return { folder, directory, manifest, tarball: `${directory}/${stem}-${manifest.version}.tgz` };
});

/** The package and the siblings it needs, directly or through others; each once. */
export function withSiblings(root: PackedPackage): ReadonlySet<PackedPackage> {
  const needed = new Set([root]);
  for (const { manifest } of needed) {
    for (const sibling of packedPackages) {
      if (manifest.dependencies?.[sibling.manifest.name]) needed.add(sibling);
    }
  }
  return needed;
}
