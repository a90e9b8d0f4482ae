import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean | readonly string[];
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly homepage?: string;
  readonly bugs?: { readonly url: string };
  readonly repository?: { readonly type: string; readonly url: string; readonly directory: string };
  readonly nx: { readonly tags: readonly string[] };
}

export interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: Manifest;
  /** Source files of the entry points, absolute. */
  readonly entryPoints: readonly string[];
}

export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Every published package of the workspace. */
export const workspacePackages: readonly WorkspacePackage[] = ['packages', 'packages/adapters']
  .flatMap((parent) =>
    readdirSync(`${workspaceRoot}${parent}`).map((name) => `${workspaceRoot}${parent}/${name}`),
  )
  .filter((directory) => existsSync(`${directory}/package.json`))
  .map((directory) => {
    const manifest = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as Manifest;
    const entryPoints = Object.values(manifest.exports).flatMap((conditions) =>
      typeof conditions === 'string' ? [] : [join(directory, conditions['@langseg/source'] ?? '')],
    );
    return { directory, manifest, entryPoints };
  });
