import { Readable, Writable } from 'node:stream';
import type { Io, TerminalStream } from '../io/io.js';
import { runCli } from '../run-cli.js';

/** What a command is run with; all have defaults. */
export interface FakeIoOptions {
  readonly stdin?: Uint8Array;
  /** Both output streams are terminals. Default: files. */
  readonly isTTY?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** What a command has printed and how it ended. */
export interface CliRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as bytes. */
  readonly bytes: Uint8Array;
}

class Collector extends Writable {
  readonly chunks: Buffer[] = [];
  readonly columns = 100;
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super({ decodeStrings: true });
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
}

/** Runs the command in this process with streams of its own. */
export async function runWith(args: readonly string[], options: FakeIoOptions = {}): Promise<CliRun> {
  const { stdin = new Uint8Array(), isTTY = false, env = {} } = options;
  const [stdout, stderr] = [new Collector(isTTY), new Collector(isTTY)];
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout satisfies TerminalStream,
    stderr: stderr satisfies TerminalStream,
    env,
    signal: options.signal ?? new AbortController().signal,
  };
  const status = await runCli(args, io);
  const bytes = Buffer.concat(stdout.chunks);
  return { status, stdout: bytes.toString(), stderr: Buffer.concat(stderr.chunks).toString(), bytes };
}
