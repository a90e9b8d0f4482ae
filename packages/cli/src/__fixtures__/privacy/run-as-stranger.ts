import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ended } from '../spawn-cli.js';
import type { WorkFolder } from '../work-folder.js';

/** What a process has left behind and whom it has tried to reach. */
export interface Traces {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files in the home, cache and temporary folders, which were empty before. */
  readonly files: readonly string[];
  /** System calls towards addresses other than the machine's own; empty without strace. */
  readonly lookups: readonly string[];
}

/** Whether lookups are seen here. */
export const hasStrace = spawnSync('strace', ['-V']).status === 0;

const watched = ['strace', '-f', '--seccomp-bpf', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o'];

/** Runs a program from its sources as a user whose home is empty and who is on no build server. */
export async function runAsStranger(
  program: string,
  folder: WorkFolder,
  env: NodeJS.ProcessEnv = {},
): Promise<Traces> {
  const [home, temporary, trace] = [folder.at('home'), folder.at('tmp'), folder.at('trace.txt')];
  for (const path of [home, temporary]) mkdirSync(path);
  const path = fileURLToPath(new URL(program, import.meta.url));
  const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')];
  const [command, ...args] = [
    ...(hasStrace ? [...watched, trace] : []),
    process.execPath,
    ...options,
    path,
  ];
  const child = spawn(command, args, {
    cwd: folder.path,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      USERPROFILE: home,
      LOCALAPPDATA: home,
      TMPDIR: temporary,
      TEMP: temporary,
      // The loader's own cache of compiled sources.
      TSX_DISABLE_CACHE: '1',
      ...env,
    },
  });
  const { status, stdout, stderr } = await ended(child);
  const calls = hasStrace ? readFileSync(trace, 'utf8').split('\n') : [];
  return {
    status,
    stdout: stdout.toString(),
    stderr,
    files: [home, temporary].flatMap((place) =>
      readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.path.length + 1)),
    ),
    lookups: calls.filter(
      (call) => call.includes('sin') && /AF_INET/.test(call) && !/"127\.0\.0\.1"|"::1"/.test(call),
    ),
  };
}
