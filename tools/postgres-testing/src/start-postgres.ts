import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findPostgres } from './find-postgres.js';

const run = promisify(execFile);

/** A server of a test's own, in a temporary folder. */
export interface TestPostgres {
  /** `postgres://…`, of an empty database. */
  readonly url: string;
  /** Ends it without a word to its clients, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Ends it and deletes its data. */
  remove(): Promise<void>;
}

export { findPostgres };
export { hasVector } from './has-vector.js';

/**
 * Starts a server of its own.
 *
 * @param programs folder of `initdb` and `postgres`, as {@link findPostgres} gives it.
 */
export async function startPostgres(programs: string): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const owner = await ownerOf(folder);
  const data = join(folder, 'data');
  const port = await freePort();
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'langseg', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    owner,
  );
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = ['fsync=on', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
    server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...owner, stdio: 'ignore' },
    );
    for (let attempt = 0; attempt < 300; attempt++) {
      if (server.exitCode !== null) throw new Error('PostgreSQL does not start.');
      if (await isReady()) return;
      await setTimeout(100);
    }
    throw new Error('PostgreSQL does not answer.');
  }

  const isReady = (): Promise<boolean> =>
    run(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    );

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGQUIT'); // "immediate" shutdown: no goodbye, recovery at the next start
    await exit;
  }

  await start();
  return {
    url: `postgres://langseg@127.0.0.1:${port}/postgres`,
    kill,
    start,
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there it runs as `postgres` or `nobody`. */
async function ownerOf(folder: string): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = async (flag: string, name: string): Promise<number> =>
    Number((await run('id', [flag, name])).stdout);
  for (const name of ['postgres', 'nobody'])
    try {
      const owner = { uid: await idOf('-u', name), gid: await idOf('-g', name) };
      await chown(folder, owner.uid, owner.gid);
      return owner;
    } catch {
      // There is no such user.
    }
  throw new Error('PostgreSQL needs a user that is not root.');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
