import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  formWith,
  metricBecomes,
  metricsOf,
  outcomeOf,
  post,
  startOddServer,
} from '../__fixtures__/test-server.js';
import type { LangSegServer } from '../start-server.js';

const json = { headers: { 'Content-Type': 'application/json' } };
const image = Buffer.from('photo').toString('base64');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const bytesInUse = () => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
/** What is in use once buffers that were given up are gone, which takes a moment. */
const settledBytes = async () => {
  const looks: number[] = [];
  while (looks.length < 10) {
    looks.push(bytesInUse());
    await wait(100);
  }
  return Math.min(...looks);
};

let server: LangSegServer;
let errors: string[] = [];
beforeAll(async () => {
  server = await startOddServer(
    { maxBodyBytes: 200_000, maxQueue: 8, maxLabels: 5, timeout: 200_000 },
    { onError: (message) => errors.push(message) },
  );
}, 120_000);
afterAll(() => server.close(), 60_000);

/** A connection that says what is given to it. */
function open({ url }: LangSegServer, ...parts: string[]): Socket {
  const socket = connect(Number(url.port), url.hostname);
  for (const part of parts) socket.write(part.replaceAll('\n', '\r\n'));
  return socket;
}

describe('a request that is none', { timeout: 120_000 }, () => {
  it.each([
    ['text/plain', 'hello'],
    ['image/jpeg', 'hello'],
    ['application/x-www-form-urlencoded', 'image=x'],
    ['', 'hello'],
  ])('of type "%s" is refused', async (type, body) => {
    const headers = { 'Content-Type': type };
    expect(await outcomeOf(await post(server, body, { headers }))).toBe('415 MEDIA_TYPE_UNSUPPORTED');
  });

  it.each([
    ['is no JSON', '{"image"'],
    ['is no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['is no object', '[]'],
    ['has no photo', JSON.stringify({ labels: ['dog'] })],
    ['has a path for a photo', JSON.stringify({ image: '/photos/dog.jpg', labels: ['dog'] })],
    ['has an address for a photo', JSON.stringify({ image: 'https://example.org/a.jpg', labels: ['dog'] })],
    ['has no labels', JSON.stringify({ image })],
    ['has an empty list of labels', JSON.stringify({ image, labels: [] })],
    ['has too many labels', JSON.stringify({ image, labels: ['a', 'b', 'c', 'd', 'e', 'f'] })],
    ['has labels that are no texts', JSON.stringify({ image, labels: [1] })],
    ['wants too large a photo', JSON.stringify({ image, labels: 'dog', longestSide: 1e6 })],
    ['wants what there is not', JSON.stringify({ image, labels: 'dog', output: 'svg' })],
    ['wants a heatmap of nothing', JSON.stringify({ image, labels: 'dog', output: 'heatmap' })],
    ['has a field too many', JSON.stringify({ image, labels: 'dog', path: '/etc/passwd' })],
  ])('for its JSON %s is refused', async (_what, body) => {
    expect(await outcomeOf(await post(server, body, json))).toBe('400 REQUEST_INVALID');
  });

  it('for its form is refused', async () => {
    const type = { headers: { 'Content-Type': 'multipart/form-data; boundary=x' } };
    const cut = '--x\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nphoto';
    const bodies: [BodyInit, RequestInit?][] = [
      ['no form', type],
      [cut, type],
      [cut, { headers: { 'Content-Type': 'multipart/form-data' } }],
      [new FormData()],
      [formWith('photo', { labels: '' })],
      [formWith('photo', { longestSide: 'large' })],
      [formWith('photo', { surprise: 'x' })],
    ];
    const twice = formWith('photo');
    twice.append('output', 'png');
    twice.append('output', 'rle');
    const path = new FormData();
    path.set('image', '/etc/passwd');
    path.set('labels', 'dog');
    bodies.push([twice]);
    const outcomes: string[] = [];
    for (const [body, init] of bodies) outcomes.push(await outcomeOf(await post(server, body, init)));
    expect(outcomes).toEqual(bodies.map(() => '400 REQUEST_INVALID'));
    expect(await outcomeOf(await post(server, path))).toBe('422 IMAGE_UNREADABLE');
  });

  it('for its size is refused, announced or not', async () => {
    expect(await outcomeOf(await post(server, formWith('x'.repeat(300_000))))).toBe('413 BODY_TOO_LARGE');
    const chunks = new Blob([new Uint8Array(1_000_000)]).stream();
    const response = await post(server, chunks, { ...json, duplex: 'half' } as RequestInit);
    expect(await outcomeOf(response)).toBe('413 BODY_TOO_LARGE');
  });

  it('for its photo is answered with the reason, and a mistake of ours without', async () => {
    expect(await outcomeOf(await post(server, formWith('broken')))).toBe('422 IMAGE_UNREADABLE');
    const response = await post(server, formWith('bug'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(errors).toEqual([expect.stringContaining('secret is not a function')]);
    errors = [];
  });

  it('is answered in JSON even when it is no HTTP', async () => {
    expect(await text(open(server, 'hello\n\n'))).toMatch(/^HTTP\/1\.1 400 .*"REQUEST_INVALID"/s);
    expect(await text(open(server, `GET / HTTP/1.1\nX: ${'x'.repeat(20_000)}\n\n`))).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });
});

describe('slow clients', { timeout: 120_000 }, () => {
  it('are cut off, and hold nobody up', async () => {
    await using patient = await startOddServer({}, { bodyTimeout: 2000, headTimeout: 1000 });
    const head = 'POST /v1/segment HTTP/1.1\nHost: localhost\nContent-Type: application/json\n';
    const slow = [
      ...Array.from({ length: 20 }, () => open(patient, 'POST /v1/segment HTTP/1.1\nHost: localhost\n')),
      ...Array.from({ length: 20 }, () => open(patient, `${head}Content-Length: 1000\n\n`, '{"image"')),
    ];
    const answers = slow.map((socket) => text(socket));
    expect((await post(patient, formWith('photo'))).status).toBe(200);
    for (const answer of await Promise.all(answers))
      expect(answer).toMatch(/^HTTP\/1\.1 408 .*"BODY_TOO_SLOW"/s);
    await metricBecomes(patient, 'langseg_body_bytes', 0);
  });
});

describe('many waiting requests', { timeout: 120_000 }, () => {
  it('are no leak to Node', async () => {
    await using patient = await startOddServer({ maxQueue: 50 });
    const warnings: string[] = [];
    const onWarning = ({ name, message }: Error): void => void warnings.push(`${name}: ${message}`);
    process.on('warning', onWarning);
    const posts = Array.from({ length: 50 }, () => post(patient, formWith('sleep 5')));
    const outcomes = await Promise.all(posts.map(async (response) => outcomeOf(await response)));
    process.off('warning', onWarning);
    expect(new Set(outcomes)).toEqual(new Set(['200 ok']));
    expect(warnings).toEqual([]);
  });
});

describe('many clients', { timeout: 240_000 }, () => {
  it('get their photo or are told to come again; nothing is lost, nothing stays', async () => {
    const photo = `sleep 2 ${'.'.repeat(50_000)}`;
    const round = async (): Promise<void> => {
      const responses = Array.from({ length: 200 }, async () => {
        const response = await post(server, formWith(photo));
        if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
        return outcomeOf(response);
      });
      const outcomes = await Promise.all(responses);
      expect(outcomes).toHaveLength(200);
      expect([...new Set(outcomes)].sort()).toEqual(['200 ok', '429 QUEUE_FULL']);
      expect(outcomes.filter((outcome) => outcome === '200 ok').length).toBeGreaterThanOrEqual(8);
      await metricBecomes(server, 'langseg_http_requests_open', 1);
    };
    await round();
    await round();
    const before = await settledBytes();
    await round();
    expect(await metricsOf(server)).toMatchObject({
      langseg_queue_length: 0,
      langseg_workers_busy: 0,
      langseg_workers_ready: 1,
      langseg_body_bytes: 0,
      langseg_workers_lost_total: 0,
    });
    await expect.poll(bytesInUse, { timeout: 30_000 }).toBeLessThan(before + 5_000_000);
  });

  it('that leave give their place to others', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const left = Array.from({ length: 5 }, () =>
      post(server, formWith('sleep 100000'), { signal }).catch((error: Error) => error.name),
    );
    await metricBecomes(server, 'langseg_queue_length', 4);
    const start = performance.now();
    controller.abort();
    expect(await Promise.all(left)).toEqual(left.map(() => 'AbortError'));
    expect((await post(server, formWith('photo'))).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(90_000);
    await metricBecomes(server, 'langseg_http_requests_open', 1);
  });
});

describe('a process', { timeout: 240_000 }, () => {
  it('that is lost costs one photo, and is started again', async () => {
    const [lost, next] = [
      post(server, formWith('crash')),
      wait(5).then(() => post(server, formWith('photo'))),
    ];
    expect(await outcomeOf(await lost)).toBe('503 WORKER_LOST');
    expect((await next).status).toBe(200);
    expect(errors).toEqual([expect.stringContaining('SIGKILL')]);
    expect((await metricsOf(server)).langseg_workers_lost_total).toBe(1);
    expect((await fetch(new URL('readyz', server.url))).status).toBe(200);
  });

  it('that computes for long does not stop the server from answering', async () => {
    const controller = new AbortController();
    const busy = post(server, formWith('sleep 100000'), { signal: controller.signal });
    await metricBecomes(server, 'langseg_workers_busy', 1);
    expect((await fetch(new URL('healthz', server.url))).status).toBe(200);
    controller.abort();
    await expect(busy).rejects.toThrow();
    await metricBecomes(server, 'langseg_workers_busy', 0);
  });
});
