import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackedPackage } from './packed-packages.js';

const execute = promisify(execFile);

/** A user's empty project, far from the workspace and its settings. */
export class StrangersProject implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<StrangersProject> {
    const directory = await mkdtemp(join(tmpdir(), 'langseg-e2e-'));
    await writeFile(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n');
    return new StrangersProject(directory);
  }

  /** Installs tarballs and, from the registry, what else is named. */
  async install(packages: Iterable<PackedPackage>, others: readonly string[] = []): Promise<void> {
    const tarballs = [...packages].map(({ tarball }) => tarball);
    await this.run('npm', [
      ...['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error'],
      ...tarballs,
      ...others,
    ]);
  }

  /** Runs a command in the project; rejects with everything it printed when it fails. */
  async run(command: string, args: readonly string[]): Promise<string> {
    const env = { ...environmentOutsideNpm(), ONNXRUNTIME_NODE_INSTALL: 'skip', NO_COLOR: '1' };
    const { stdout } = await execute(command, args, { cwd: this.directory, env });
    return stdout.trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** `npm test` hands the settings of the workspace down in variables; a stranger does not have them. */
function environmentOutsideNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NX_|VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/i.test(name),
    ),
  );
}
