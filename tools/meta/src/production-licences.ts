import { readFileSync } from 'node:fs';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  /** Where a sibling is. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** A package of others that an installation may bring. */
export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly hasInstallScript: boolean;
}

/** A peer of suites for plugins alone; whoever tests has it anyway. */
const testRunner = 'vitest';

/** Everything of others that the published packages need, directly or not, on any platform, by the lock file. */
export function productionPackages(): readonly ThirdPartyPackage[] {
  const { packages } = JSON.parse(readFileSync(`${workspaceRoot}package-lock.json`, 'utf8')) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const found = new Map<string, ThirdPartyPackage>();
  const pending = workspacePackages.map(({ directory }) => directory.replace(workspaceRoot, ''));
  const seen = new Set(pending);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const { version = '', license = 'unknown', hasInstallScript = false, ...needs } = packages[path];
    const name = path.split('node_modules/').at(-1)!;
    if (path.includes('node_modules/'))
      found.set(`${name}@${version}`, { name, version, licence: license, hasInstallScript });
    const isOptionalPeer = (need: string): boolean =>
      need === testRunner ||
      (path.includes('node_modules/') && needs.peerDependenciesMeta?.[need]?.optional === true);
    const peers = Object.keys(needs.peerDependencies ?? {}).filter((need) => !isOptionalPeer(need));
    for (const need of [...Object.keys({ ...needs.dependencies, ...needs.optionalDependencies }), ...peers]) {
      const place = nearest(packages, path, need);
      const at = place !== undefined && packages[place].link ? packages[place].resolved : place;
      if (at === undefined || seen.has(at)) continue;
      seen.add(at);
      pending.push(at);
    }
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** Where Node finds a package from another's folder; `undefined` for an optional peer that is not installed. */
function nearest(
  packages: Readonly<Record<string, LockedPackage>>,
  from: string,
  name: string,
): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The packages as a table in Markdown. */
export function licenceTable(packages: readonly ThirdPartyPackage[]): string {
  const rows = packages.map(
    ({ name, version, licence, hasInstallScript }) =>
      `| \`${name}\` | ${version} | ${licence} | ${hasInstallScript ? 'yes' : ''} |`,
  );
  return ['| package | version | licence | install script |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
