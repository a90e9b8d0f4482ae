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
  async install(packages: Iterable<PackedPackage>, others: readonly string[]): Promise<void> {
    const tarballs = Array.from(packages, ({ tarball }) => tarball);
    const options = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error'];
    await this.run('npm', ['install', ...options, ...tarballs, ...others]);
  }

  /** Runs a command in the project; rejects with what it printed when it fails. */
  async run(command: string, args: readonly string[]): Promise<void> {
    const env = { ...environmentOutsideNpm(), ONNXRUNTIME_NODE_INSTALL: 'skip' };
    await execute(command, args, { cwd: this.directory, env });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** `npm test`, Nx and Vitest hand settings of the workspace down in variables; a stranger has none of them. */
function environmentOutsideNpm(): NodeJS.ProcessEnv {
  const ours = /^(npm_|nx_|vitest|node_env$|node_options$|force_color$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
