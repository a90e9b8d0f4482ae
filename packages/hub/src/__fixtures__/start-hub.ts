import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A hub on this machine, with the parts of its API that pushing and pulling use. */
export interface LocalHub extends AsyncDisposable {
  readonly endpoint: string;
  /** What it has, by `owner/name/path`. */
  readonly files: Map<string, Uint8Array>;
  /** Methods and paths that were asked for. */
  readonly requests: string[];
  /** Spoils files on their way. */
  spoils: boolean;
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const commitOid = '0123456789abcdef'.repeat(2) + '01234567';

interface Line {
  readonly key: string;
  readonly value: { readonly path: string; readonly content?: string; readonly oid?: string; readonly summary?: string };
}

/**
 * Starts a hub. Files that are larger than a kilobyte go to its large file storage, as on the real one those that its `.gitattributes` names.
 *
 * @param token the one that may write.
 */
export async function startHub(token: string): Promise<LocalHub> {
  const files = new Map<string, Uint8Array>();
  const repositories = new Set<string>();
  const stored = new Map<string, Uint8Array>();
  const requests: string[] = [];
  const hub = { files, requests, spoils: false };
  const isLarge = (size: number): boolean => size > 1000;

  async function answer(request: IncomingMessage, endpoint: string): Promise<[status: number, body: unknown]> {
    const { method = 'GET', url = '', headers } = request;
    const { pathname } = new URL(url, endpoint);
    requests.push(`${method} ${pathname}`);
    if (pathname.startsWith('/storage/')) {
      const bytes = await buffer(request);
      stored.set(pathname.slice('/storage/'.length), hub.spoils ? bytes.subarray(1) : bytes);
      return [200, {}];
    }
    if (method === 'POST' && headers.authorization !== `Bearer ${token}`) return [401, { error: 'Invalid token' }];
    if (pathname === '/api/repos/create') {
      const { organization, name } = JSON.parse((await buffer(request)).toString()) as Record<string, string>;
      const id = `${organization}/${name}`;
      if (repositories.has(id)) return [409, { error: 'You already created this model repo' }];
      repositories.add(id);
      return [200, { url: `${endpoint}/${id}`, id }];
    }
    const [, id = '', rest = ''] = /^\/(?:api\/models\/)?([^/]+\/[^/]+?)(?:\.git)?(?:\/(.*))?$/.exec(pathname) ?? [];
    if (!repositories.has(id)) return [404, { error: 'Repository not found' }];
    const inside = [...files].filter(([path]) => path.startsWith(`${id}/`)).map(([path, bytes]) => ({ path: path.slice(id.length + 1), bytes }));
    if (rest.startsWith('preupload/')) {
      const asked = JSON.parse((await buffer(request)).toString()) as { files: { path: string; size: number }[] };
      return [200, { files: asked.files.map(({ path, size }) => ({ path, uploadMode: isLarge(size) ? 'lfs' : 'regular', shouldIgnore: false })) }];
    }
    if (rest === 'info/lfs/objects/batch') {
      const { objects } = JSON.parse((await buffer(request)).toString()) as { objects: { oid: string; size: number }[] };
      return [200, { transfer: 'basic', objects: objects.map((object) => ({ ...object, actions: { upload: { href: `${endpoint}/storage/${object.oid}` } } })) }];
    }
    if (rest.startsWith('commit/')) {
      const lines = (await buffer(request)).toString().split('\n').map((line) => JSON.parse(line) as Line);
      for (const { key, value } of lines) {
        if (key === 'file') files.set(`${id}/${value.path}`, Buffer.from(value.content!, 'base64'));
        if (key === 'lfsFile') files.set(`${id}/${value.path}`, stored.get(value.oid!)!);
      }
      return [200, { commitOid, commitUrl: `${endpoint}/${id}/commit/${commitOid}`, hookOutput: '', success: true }];
    }
    if (rest.startsWith('tree/'))
      return [200, inside.map(({ path, bytes: { length: size }, bytes }) => ({ type: 'file', path, size, oid: 'x', ...(isLarge(size) && { lfs: { oid: sha(bytes), size, pointerSize: 130 } }) }))];
    if (rest.startsWith('resolve/')) {
      const file = inside.find(({ path }) => rest.endsWith(`/${path}`));
      return file ? [200, file.bytes] : [404, {}];
    }
    return [200, { sha: commitOid, siblings: inside.map(({ path, bytes }) => ({ rfilename: path, size: bytes.length })) }];
  }

  const server = createServer((request, response) => {
    void answer(request, endpoint).then(([status, body]) => {
      const isFile = body instanceof Uint8Array;
      response.writeHead(status, { 'Content-Type': isFile ? 'application/octet-stream' : 'application/json' });
      response.end(isFile ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(hub, {
    endpoint,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}
