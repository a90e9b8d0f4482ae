import { accessSync, constants, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enforcedLayers } from './enforced-layers.js';
import { workspacePackages, workspaceRoot } from './workspace-packages.js';

const licence = readFileSync(`${workspaceRoot}LICENSE`, 'utf8');
/** Tools are not published. */
const layers = (await enforcedLayers())
  .map(({ sourceTag }) => sourceTag)
  .filter((tag) => tag !== 'layer:tool');
const platforms = ['any', 'node', 'web'];
const home = 'https://github.com/langseg/langseg';
const adapters = workspacePackages.find(({ manifest }) => manifest.name === '@langseg/adapter-node')!;

/** Of an entry point; one that is another in browsers says so first. */
type Conditions = Readonly<Record<string, string>> & { readonly browser?: Readonly<Record<string, string>> };

describe.each(workspacePackages.map((entry) => [entry.manifest.name, entry] as const))(
  '%s',
  (_name, { directory, manifest }) => {
    it('says what it is, under which licence, for which Node', () => {
      expect(manifest.description).toMatch(/^[A-Z].{19,}[^.]$/);
      expect(manifest.license).toBe('MIT');
      expect(manifest.engines?.node).toBe('>=20.19');
    });

    it('is an ES module without side effects, but for an entry that says so', () => {
      expect(manifest.type).toBe('module');
      const registers = './register' in manifest.exports;
      expect(manifest.sideEffects).toEqual(registers ? ['./dist/register.js', './src/register.ts'] : false);
    });

    it('has one layer tag and one platform tag', () => {
      const { tags } = manifest.nx;
      expect(tags.filter((tag) => layers.includes(tag))).toHaveLength(1);
      expect(tags.filter((tag) => platforms.some((platform) => tag === `platform:${platform}`))).toHaveLength(
        1,
      );
      expect(tags).toHaveLength(2);
    });

    it('exports source, types, default in this order, and its manifest', () => {
      const { './package.json': itself, ...entries } = manifest.exports;
      expect(itself).toBe('./package.json');
      for (const { browser, ...conditions } of Object.values(entries) as Conditions[]) {
        expect(Object.keys(conditions)).toEqual(['@langseg/source', 'types', 'default']);
        if (browser) expect(Object.keys(browser)).toEqual(['@langseg/source', 'types', 'default']);
      }
    });

    it('ships its sources next to the build, without tests', () => {
      expect(manifest.files).toEqual(
        expect.arrayContaining(['dist', 'src', '!src/**/*.test.ts', '!src/**/__fixtures__']),
      );
    });

    it('has a README under its own name, and the licence of the workspace', () => {
      const [title] = readFileSync(`${directory}/README.md`, 'utf8').split('\n');
      expect(title).toMatch(new RegExp(`^# .*${manifest.name}`));
      expect(readFileSync(`${directory}/LICENSE`, 'utf8')).toBe(licence);
    });

    it('commits its commands as files that can be run', () => {
      for (const [command, file] of Object.entries(manifest.bin ?? {})) {
        const path = `${directory}/${file}`;
        expect(readFileSync(path, 'utf8'), command).toMatch(/^#!\/usr\/bin\/env node\n/);
        expect(() => accessSync(path, constants.X_OK), command).not.toThrow();
      }
    });

    it('asks for exactly the workspace versions of its siblings', () => {
      const versions = new Map(
        workspacePackages.map((sibling) => [sibling.manifest.name, sibling.manifest.version]),
      );
      for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
        if (versions.has(dependency)) expect(range, dependency).toBe(versions.get(dependency));
      }
    });

    it('names what it leaves to others to install, of the packages that it stands on', () => {
      const offered = { ...manifest.dependencies, ...manifest.peerDependencies };
      if (!('@langseg/adapter-node' in offered)) return;
      const peers = Object.keys(adapters.manifest.peerDependencies ?? {});
      expect(Object.keys(offered)).toEqual(expect.arrayContaining(peers));
    });

    it('says where it comes from, so that its page on a registry leads back', () => {
      const folder = directory.replace(workspaceRoot, '');
      expect(manifest.repository).toEqual({ type: 'git', url: `git+${home}.git`, directory: folder });
      expect(manifest.homepage).toBe(`${home}/tree/main/${folder}#readme`);
      expect(manifest.bugs).toEqual({ url: `${home}/issues` });
    });

    it('builds without Node types when it is not for Node alone', () => {
      const build = JSON.parse(readFileSync(`${directory}/tsconfig.build.json`, 'utf8')) as {
        compilerOptions?: { types?: string[] };
      };
      expect(build.compilerOptions?.types).toEqual(
        manifest.nx.tags.includes('platform:node') ? undefined : [],
      );
    });
  },
);
