import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { keys, startS3Server, type S3Server } from '../__fixtures__/s3-server.js';
import { listS3Photos } from './list-s3.js';
import { openStore } from './open-store.js';
import { createPhotoReader } from './photo-reader.js';
import { openS3, parseS3 } from './s3-client.js';

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ACCESS_KEY_ID', keys.AWS_ACCESS_KEY_ID);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys.AWS_SECRET_ACCESS_KEY);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', server.endpoint);
});
beforeEach(() => {
  server.log.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

it('writes an object once, replaces what may be replaced, and finds what is there', async () => {
  const store = await openStore('s3://results/2026/');
  expect(await store.read('objects/a b+ü.png')).toBeUndefined();
  expect(await store.writeNew('objects/a b+ü.png', Buffer.from('one'))).toBe(true);
  expect(await store.writeNew('objects/a b+ü.png', Buffer.from('two'))).toBe(false);
  expect(Buffer.from((await store.read('objects/a b+ü.png'))!).toString()).toBe('one');
  await store.write('jobs/1.jsonl', Buffer.from('x'));
  await store.write('jobs/1.jsonl', Buffer.from('y'));
  expect([...server.objects.keys()]).toEqual(['results/2026/objects/a b+ü.png', 'results/2026/jobs/1.jsonl']);
});

it('writes all the same where the store knows no conditions', async () => {
  server.failures.push(501);
  const store = await openStore('s3://plain');
  // The client tries again what a server could not do; this one never can.
  expect(await store.writeNew('a', Buffer.from('one'))).toBe(true);
  expect(server.objects.get('plain/a')?.toString()).toBe('one');
});

it('lists photos page by page, and reads them', async () => {
  const names = ['s/1.jpg', 's/2.JPG', 's/a & b.png', 's/notes.txt', 's/z.webp', 'other/5.jpg'];
  for (const name of names) server.objects.set(`photos/${name}`, Buffer.from(name));
  const found: string[] = [];
  for await (const photo of listS3Photos('s3://photos/s/')) found.push(photo);
  expect(found).toEqual(
    ['s/1.jpg', 's/2.JPG', 's/a & b.png', 's/z.webp'].map((name) => `s3://photos/${name}`),
  );
  const read = createPhotoReader();
  expect(Buffer.from(await read('s3://photos/s/a & b.png')).toString()).toBe('s/a & b.png');
  await expect(read('s3://photos/s/gone.jpg')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('waits for a store that is busy, and says what it refuses', async () => {
  server.objects.set('photos/busy.jpg', Buffer.from('x'));
  server.failures.push(503, 503);
  expect(Buffer.from(await createPhotoReader()('s3://photos/busy.jpg')).toString()).toBe('x');
  const stranger = await openS3({
    ...keys,
    AWS_SECRET_ACCESS_KEY: 'wrong',
    AWS_ENDPOINT_URL: server.endpoint,
  });
  await expect(stranger.fetch(parseS3('s3://photos/busy.jpg'))).rejects.toMatchObject({
    code: 'IO_FAILED',
    message: expect.stringMatching(/403 \(SignatureDoesNotMatch\) to GET s3:\/\/photos\/busy\.jpg/),
  });
  await expect(openS3({})).rejects.toMatchObject({ code: 'USAGE' });
  expect(() => parseS3('s3://UPPER/x')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});
