import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { makeDatabaseError } from '../errors/database-error.js';
import { socketOf } from './socket-of.js';

/**
 * Makes this process the only one that uses a folder: it listens on a socket for as long. When the process ends, however
 * it does, nobody answers there any more, so nothing has to be cleaned up by hand.
 *
 * @param onConnection what to do with others that knock; default: hang up.
 * @returns what gives the folder back.
 * @throws LangSegError `DATABASE_FAILED`, with the reason `busy`.
 */
export async function lockFolder(
  folder: string,
  onConnection: (socket: Socket) => void = (socket) => socket.destroy(),
): Promise<() => Promise<void>> {
  const path = await socketOf(folder);
  const server = (await listen(path, onConnection)) ?? (await takeOver(path, onConnection));
  if (!server)
    throw makeDatabaseError(
      'busy',
      `The database in ${folder} is in use by another process: a folder belongs to one at a time. For several, use a ` +
        'PostgreSQL server.',
      folder,
    );
  server.unref();
  return async () => {
    if (!server.listening) return;
    await new Promise((resolve) => server.close(resolve));
  };
}

/** `undefined`: somebody listens there, or did when it ended. */
async function listen(path: string, onConnection: (socket: Socket) => void): Promise<Server | undefined> {
  const server = createServer(onConnection);
  try {
    server.listen(path);
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

/** The socket is moved away before it is tried: whoever else takes over at this moment can't lose a new one to us. */
async function takeOver(path: string, onConnection: (socket: Socket) => void): Promise<Server | undefined> {
  if (await answers(path)) return undefined;
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    if (await answers(aside)) {
      await rename(aside, path);
      return undefined;
    }
    await rm(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return listen(path, onConnection);
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    return !['ECONNREFUSED', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code));
  } finally {
    socket.destroy();
  }
}
