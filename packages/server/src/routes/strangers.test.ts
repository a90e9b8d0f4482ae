import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type LangSegServer } from '../start-server.js';
import { hostCheck } from './check-host.js';

const folder = mkdtempSync(join(tmpdir(), 'langseg-server-'));
let server: LangSegServer;

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<title>page</title>');
  const cors = ['https://example.org'];
  server = await startServer({ port: 0, playground: pathToFileURL(`${folder}/`), cors });
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
}, 60_000);

/** A request with any headers: fetch sets some of them itself. */
async function outcomeOf(path: string, headers: Record<string, string>, method = 'GET'): Promise<string> {
  const { hostname, port } = server.url;
  const sent = request({
    hostname,
    port,
    path,
    method,
    headers: { host: server.url.host, ...headers },
  }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode === 200) {
    response.resume();
    return '200';
  }
  const { error } = (await json(response)) as { error: { code: string } };
  return `${response.statusCode} ${error.code}`;
}

describe('a server of this machine', () => {
  it.each(['/', '/langseg.json', '/metrics', '/healthz', '/readyz'])(
    'answers %s under its own names alone',
    async (path) => {
      for (const host of [
        'localhost',
        'LOCALHOST.:1',
        'app.localhost:8080',
        '127.0.0.1',
        '[::1]:80',
        '10.1.2.3',
      ])
        expect(await outcomeOf(path, { host })).toBe('200');
      for (const host of [
        'evil.example',
        'evil.example:8080',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
      ])
        expect(await outcomeOf(path, { host })).toBe('403 HOST_NOT_ALLOWED');
    },
  );

  it('takes no requests that pages of other sites send', async () => {
    const post = (headers: Record<string, string>): Promise<string> =>
      outcomeOf('/v1/segment', headers, 'POST');
    const { host, origin } = server.url;
    const refused = '403 ORIGIN_NOT_ALLOWED';
    expect(await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(refused);
    expect(await post({ origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' })).toBe(refused);
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(refused);
    expect(await post({ origin: 'https://evil.example' })).toBe(refused);
    expect(await post({ origin: 'http://127.0.0.1:1' })).toBe(refused);
    expect(await post({ origin: 'null' })).toBe(refused);
    expect(await post({ origin: 'x', host })).toBe(refused);
    // What gets past finds nothing here: there is no API.
    const passed = '404 NOT_FOUND';
    expect(await post({})).toBe(passed);
    expect(await post({ origin })).toBe(passed);
    expect(await post({ origin: 'https://public.example', 'sec-fetch-site': 'same-origin' })).toBe(passed);
    expect(await post({ origin: 'https://example.org', 'sec-fetch-site': 'cross-site' })).toBe(passed);
  });

  it('shows its page to who follows a link', async () => {
    expect(await outcomeOf('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(
      '200',
    );
  });
});

describe('the names of a server', () => {
  it('are what it was told, or any on a network', () => {
    const open = hostCheck({ host: '0.0.0.0', allowedHosts: [] });
    expect(['evil.example', '192.168.1.5:80', undefined].map(open)).toEqual([true, true, true]);
    const named = hostCheck({ host: '0.0.0.0', allowedHosts: ['Models.example.org', '.example.com'] });
    const hosts = ['models.example.org:80', 'example.com', 'a.b.example.com', '10.0.0.7:8080', 'localhost'];
    expect(hosts.filter((host) => !named(host))).toEqual([]);
    const others = [
      'example.org',
      'a.models.example.org',
      'badexample.com',
      'evil.example',
      '',
      'a b',
      '[evil]',
    ];
    expect([...others, undefined].filter(named)).toEqual([]);
    expect(hostCheck({ host: '::1', allowedHosts: ['*'] })('evil.example')).toBe(true);
    expect(hostCheck({ host: '::1', allowedHosts: [] })('evil.example')).toBe(false);
    expect(hostCheck({ host: '127.9.9.9', allowedHosts: [] })('evil.example')).toBe(false);
  });
});
