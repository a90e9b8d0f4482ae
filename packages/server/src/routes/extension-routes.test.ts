import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcomeOf, startOddServer } from '../__fixtures__/test-server.js';
import type { ServerExtension } from '../extensions/server-extension.js';
import { parseOptions } from '../options/parse-options.js';
import type { LangSegServer } from '../start-server.js';

/** Segments the texts that it is sent. */
const echo: ServerExtension = {
  name: 'echo',
  routes: ({ segment, model }) => [
    { method: 'GET', path: '/echo', answer: () => ({ model: model.id }) },
    {
      method: 'POST',
      path: '/echo',
      async answer({ body, signal }) {
        const { text, ...wishes } = body as { text: string; labels: string[] };
        const { bytes } = await segment(Buffer.from(`GIF89a${text}`), wishes, { signal });
        return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
      },
    },
  ],
};

let server: LangSegServer;
beforeAll(async () => {
  server = await startOddServer({ timeout: 1000, maxBodyBytes: 20_000 }, { extensions: [echo] });
}, 60_000);
afterAll(() => server.close());

function send(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(new URL('echo', server.url), {
    method: 'POST',
    body: text,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

it('segment with the processes of the API', async () => {
  expect(await (await fetch(new URL('echo', server.url))).json()).toEqual({ model: 'default' });
  const answer = (await (await send({ text: 'dog', labels: ['dog', 'sky'] })).json()) as object;
  expect(answer).toMatchObject({ width: 2, height: 1, segments: [{ label: 'dog' }, { label: 'sky' }] });
});

it('refuse what the API refuses, and say why', async () => {
  const asked = { text: 'dog', labels: ['dog'] };
  const outcomes = {
    'no labels': await send({ text: 'dog', labels: [] }),
    'another field': await send({ ...asked, path: '/etc/passwd' }),
    'a photo that is none': await send({ ...asked, text: 'broken' }),
    'a mistake of ours': await send({ ...asked, text: 'bug' }),
    'a photo that takes too long': await send({ ...asked, text: 'sleep 60000' }),
    'no JSON': await send('{'),
    'a form': await send(asked, { 'Content-Type': 'multipart/form-data; boundary=x' }),
    'too much': await send({ ...asked, text: 'x'.repeat(30_000) }),
    'a page of another site': await send(asked, { Origin: 'https://example.org' }),
    'another method': await fetch(new URL('echo', server.url), { method: 'PUT' }),
  };
  const found = await Promise.all(
    Object.entries(outcomes).map(async ([what, response]) => `${what}: ${await outcomeOf(response)}`),
  );
  expect(found).toEqual([
    'no labels: 400 REQUEST_INVALID',
    'another field: 400 REQUEST_INVALID',
    'a photo that is none: 422 IMAGE_UNREADABLE',
    'a mistake of ours: 500 INTERNAL',
    'a photo that takes too long: 503 TIMED_OUT',
    'no JSON: 400 REQUEST_INVALID',
    'a form: 415 MEDIA_TYPE_UNSUPPORTED',
    'too much: 413 BODY_TOO_LARGE',
    'a page of another site: 403 ORIGIN_NOT_ALLOWED',
    'another method: 405 METHOD_NOT_ALLOWED',
  ]);
});

it('need the API', () => {
  expect(() => parseOptions({ extensions: [echo] })).toThrow('Extensions (echo) need the API');
  expect(() => parseOptions({ api: true, extensions: [{} as never] })).toThrow('an extension with name');
});
