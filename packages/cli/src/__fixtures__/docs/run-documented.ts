import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { runCli } from '../../run-cli.js';
import { runWith } from '../fake-io.js';

/** What was printed and how a command ended. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs requests to the API. */
export interface Requester {
  run(command: string): Promise<Outcome>;
  close(): Promise<unknown>;
}

/** The `langseg` command, however it is begun. */
const langseg = /^(?:npx langseg|npx @langseg\/cli|langseg) /;

/** The address that `langseg serve` has unless it is told another. */
const documentedAddress = 'http://127.0.0.1:8080';

/**
 * Runs a command as it is written, in the current folder. Two things differ: servers take any free port, and what a
 * command says it writes (`--out`) is not there before.
 */
export async function runDocumented(command: string, requester: Requester): Promise<Outcome> {
  if (command.startsWith('curl') || command.startsWith('printf')) return requester.run(command);
  if (!langseg.test(`${command} `)) throw new Error(`Neither run nor excepted: ${command}`);
  // A bar in quotes is no pipe: an even number of quotes follows one that is.
  const [first, ...filters] = command.split(/ \| (?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const [name, ...args] = wordsOf(first.replace(langseg, ''));
  if (name === 'serve') return serve(args);
  const out = args[args.indexOf('--out') + 1];
  if (['convert', 'train'].includes(name) && args.includes('--out')) rmSync(out, { recursive: true, force: true });
  const outcome = await runWith([name, ...args]);
  return filters.reduce(filtered, outcome);
}

/** Only `grep WORD` is known. */
function filtered(outcome: Outcome, filter: string): Outcome {
  const [, word] = /^grep (\w+)$/.exec(filter) ?? [];
  if (!word) throw new Error(`An unknown filter: ${filter}`);
  const lines = outcome.stdout.split('\n').filter((line) => line.includes(word));
  return { ...outcome, status: lines.length > 0 ? outcome.status : 1, stdout: lines.join('\n') };
}

/** Words as a shell sees them; quotes keep spaces. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare,
  );
}

/** Starts a server and ends it when it has said where it is. */
async function serve(args: readonly string[]): Promise<Outcome> {
  const server = await startServing(args);
  return server.end();
}

interface Serving {
  /** Empty when the server did not start. */
  readonly url: string;
  end(): Promise<Outcome>;
}

async function startServing(args: readonly string[]): Promise<Serving> {
  const controller = new AbortController();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said: Buffer[] = [];
  stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const io = { stdin: new PassThrough(), stdout, stderr, env: {}, signal: controller.signal };
  const end = runCli(['serve', ...args, '--port', '0'], io);
  const first = await Promise.race([once(stdout, 'data'), end]);
  const line = Array.isArray(first) ? String(first[0]) : '';
  const [url = ''] = /http:\/\/\S+?:\d+/.exec(line) ?? [];
  return {
    url,
    async end() {
      controller.abort();
      return { status: await end, stdout: line, stderr: Buffer.concat(said).toString() };
    },
  };
}

/** Requests go through the shell and its programs; one server answers all of them. */
export function createRequester(): Requester {
  let server: Promise<Serving> | undefined;
  return {
    async run(command) {
      const { url } = await (server ??= startServing(['--api', '--no-playground']));
      const script = command
        .replaceAll(documentedAddress, url)
        .replace(/\bcurl /g, 'curl --silent --show-error --fail ');
      const { stdout, stderr } = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', script]);
      return { status: 0, stdout, stderr };
    },
    close: async () => (await server)?.end(),
  };
}
