import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { lookup } from 'node:dns';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTaskPhotos, type PhotoPlaces } from './task-photos.js';
import { createPublicLookup, isPublic } from './public-lookup.js';

const folder = mkdtempSync(join(tmpdir(), 'langseg-label-studio-'));
const places = { files: join(folder, 'files'), uploads: join(folder, 'uploads') };

let asked: IncomingMessage[] = [];
/** Answers to paths; an address is where it redirects to. */
const answers = new Map<string, string>();
const server = createServer((request, response) => {
  asked.push(request);
  const answer = answers.get(request.url!);
  if (answer === undefined) response.writeHead(404).end();
  else if (/^(https?:|\/)/.test(answer)) response.writeHead(302, { location: answer }).end();
  else response.end(answer);
});
let origin: string;
beforeAll(async () => {
  mkdirSync(join(places.files, 'street'), { recursive: true });
  mkdirSync(join(places.uploads, '7'), { recursive: true });
  writeFileSync(join(places.files, 'street/a b.jpg'), 'file');
  writeFileSync(join(places.uploads, '7/0f3ab2c4-dog.jpg'), 'upload');
  writeFileSync(join(folder, 'secret'), 'secret');
  symlinkSync(join(folder, 'secret'), join(places.files, 'link.jpg'));
  symlinkSync(join(places.files, 'street/a b.jpg'), join(places.files, 'inside.jpg'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  answers.clear();
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function read(
  address: string,
  of: PhotoPlaces,
  init: { lookup?: typeof lookup } = {},
): Promise<string> {
  const bytes = await createTaskPhotos(of, { maxBytes: 20, ...init }).read(address, {});
  return Buffer.from(bytes).toString();
}
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('photos of tasks are read', () => {
  it('from folders that are mounted, and from data addresses', async () => {
    expect(await read('/data/local-files/?d=street/a%20b.jpg', places)).toBe('file');
    expect(await read('/data/local-files/?d=inside.jpg', places)).toBe('file');
    expect(await read('/data/upload/7/0f3ab2c4-dog.jpg', places)).toBe('upload');
    expect(await read(`data:image/png;base64,${Buffer.from('data').toString('base64')}`, {})).toBe('data');
  });

  it('from Label Studio itself, with the token', async () => {
    answers.set('/data/upload/7/cat.jpg', 'cat').set('/studio/data/local-files/?d=x.jpg', 'x');
    const studio = { url: origin, token: 'abc' };
    expect(await read('/data/upload/7/cat.jpg', studio)).toBe('cat');
    expect(await read(`${origin}/data/upload/7/cat.jpg`, studio)).toBe('cat');
    expect(await read('/data/local-files/?d=x.jpg', { ...studio, url: `${origin}/studio` })).toBe('x');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Token abc'));
  });

  it('from addresses that are allowed, without the token', async () => {
    answers.set('/photos/a.jpg', 'a').set('/photos/b.jpg', '/photos/a.jpg');
    const allow = [`${origin}/photos`];
    expect(await read(`${origin}/photos/a.jpg`, { allow })).toBe('a');
    expect(await read(`${origin}/photos/b.jpg`, { allow, url: 'http://studio:8080', token: 'abc' })).toBe(
      'a',
    );
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, undefined]);
  });
});

describe('photos of tasks are not read', () => {
  it.each([
    '../secret',
    '%2e%2e%2fsecret',
    'street/../../secret',
    '/etc/passwd',
    '..%5csecret',
    'street%00.jpg',
    '..',
    '.',
    'street',
    '',
    'C:/secret',
    'link.jpg',
    'nothing.jpg',
    `${'a/'.repeat(5000)}x`,
  ])('from outside of the folders: %s', async (path) => {
    for (const address of [
      `/data/local-files/?d=${path}`,
      `/data/local-files/?d=./${path}`,
      `/data/upload/${path}`,
      `/data/upload/7/${path}`,
    ])
      await expect(read(address, places)).rejects.toThrow(/leads out|has no file|lies in Label Studio/);
  });

  it.each([
    'http://127.0.0.1:1/a.jpg',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://2130706433/',
    'file:///etc/passwd',
    'ftp://example.org/a.jpg',
    's3://bucket/a.jpg',
    'gs://bucket/a',
    '//example.org/a.jpg',
    'a.jpg',
    'gopher://x',
    'javascript:1',
    'blob:http://x/1',
    '\\\\host\\share',
  ])('from addresses that are not allowed: %s', async (address) => {
    const allow = ['https://photos.example.org/'];
    await expect(read(address, { ...places, allow })).rejects.toEqual(refused('REQUEST_INVALID'));
  });

  it('from addresses that look like allowed ones', async () => {
    answers.set('/photos/a.jpg', 'a');
    const allow = [`${origin}/photos`];
    const { port } = new URL(origin);
    for (const address of [
      `${origin}/photos/../secret`,
      `${origin}/photos/%2e%2e/secret`,
      `${origin}/photos/..%2fsecret`,
      `${origin}/photos/..%5Csecret`,
      `${origin}/photosecret`,
      `${origin}/`,
      `http://127.0.0.1:${port}@example.org/photos/a.jpg`,
      `http://me:pw@127.0.0.1:${port}/photos/a.jpg`,
      `https://127.0.0.1:${port}/photos/a.jpg`,
      `http://localhost:${port}/photos/a.jpg`,
      `${origin}.example.org/photos/a.jpg`,
    ])
      await expect(read(address, { allow }), address).rejects.toEqual(refused('REQUEST_INVALID'));
    expect(asked).toEqual([]);
  });

  it('where a redirect leads to another place, or round in circles', async () => {
    answers
      .set('/photos/a.jpg', '/secret')
      .set('/photos/b.jpg', 'http://169.254.169.254/')
      .set('/photos/c.jpg', '/photos/c.jpg')
      .set('/secret', 'secret');
    const allow = [`${origin}/photos`];
    for (const name of ['a', 'b'])
      await expect(read(`${origin}/photos/${name}.jpg`, { allow })).rejects.toEqual(
        refused('REQUEST_INVALID'),
      );
    await expect(read(`${origin}/photos/c.jpg`, { allow })).rejects.toEqual(refused('NOT_FOUND'));
    expect(asked.map(({ url }) => url)).not.toContain('/secret');
  });

  it('from what else Label Studio has behind its token', async () => {
    answers.set('/api/users', 'users').set('/data/a.jpg', '/api/users');
    const studio = { url: origin, token: 'abc' };
    for (const address of [
      '/api/users',
      '/data/../api/users',
      '/data/%2e%2e/api/users',
      '/data/..%2fapi/users',
      `${origin}/api/users`,
      '/data/a.jpg',
    ])
      await expect(read(address, studio), address).rejects.toEqual(refused('REQUEST_INVALID'));
    expect(asked.map(({ url }) => url)).toEqual(['/data/a.jpg']);
  });

  it('where an allowed name leads into a private network', async () => {
    answers.set('/a.jpg', 'a');
    const { port } = new URL(origin);
    const names: string[] = [];
    const resolve = ((hostname: string, _: unknown, callback: (error: null, found: object[]) => void) => {
      names.push(hostname);
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    }) as unknown as typeof lookup;
    const allow = [`http://photos.example.org:${port}`];
    await expect(
      read(`http://photos.example.org:${port}/a.jpg`, { allow }, { lookup: resolve }),
    ).rejects.toThrow('no public address');
    expect([names, asked]).toEqual([['photos.example.org'], []]);
  });

  it('when they are too large, or no base64', async () => {
    answers.set('/a.jpg', 'x'.repeat(30));
    writeFileSync(join(places.files, 'large.jpg'), 'x'.repeat(30));
    await expect(read(`${origin}/a.jpg`, { allow: [origin] })).rejects.toEqual(refused('BODY_TOO_LARGE'));
    await expect(read('/data/local-files/?d=large.jpg', places)).rejects.toEqual(refused('BODY_TOO_LARGE'));
    for (const address of ['data:image/png,abc', 'data:', `data:${'x'.repeat(2000)};base64,`])
      await expect(read(address, {})).rejects.toEqual(refused('REQUEST_INVALID'));
  });

  it.each(['example.org', 'ftp://example.org', 'https://me:pw@example.org/', 'https://example.org/?a'])(
    'from %s, which is no place',
    (address) => {
      for (const of of [{ allow: [address] }, { url: address }])
        expect(() => createTaskPhotos(of, { maxBytes: 20 })).toThrow(
          expect.objectContaining({ code: 'USAGE' }),
        );
    },
  );
});

it('addresses of private networks, this machine and nobody are not public', () => {
  const others = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'ff02::1',
    'x',
  ];
  expect(others.filter(isPublic)).toEqual([]);
  expect(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'].every(isPublic)).toBe(true);
});

it('a lookup gives what is public of what it finds', async () => {
  const found = [
    { address: '10.0.0.1', family: 4 },
    { address: '93.184.216.34', family: 4 },
  ];
  const resolve = ((_: string, __: unknown, callback: (error: null, found: object[]) => void) =>
    callback(null, found)) as unknown as typeof lookup;
  const look = createPublicLookup(resolve);
  expect(await new Promise((done) => look('a', { all: true }, (_, all) => done(all)))).toEqual([found[1]]);
  expect(await new Promise((done) => look('a', {}, (_, one, family) => done([one, family])))).toEqual([
    '93.184.216.34',
    4,
  ]);
});
