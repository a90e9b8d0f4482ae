import { Ajv2020 } from 'ajv/dist/2020.js';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formWith, post, startOddServer } from '../__fixtures__/test-server.js';
import type { LangSegServer } from '../start-server.js';

let server: LangSegServer;
beforeAll(async () => {
  server = await startOddServer({ maxLabels: 5 }, { cors: ['https://example.org', 'http://localhost:5173'] });
}, 60_000);
afterAll(() => server.close(), 60_000);

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, server.url), init);

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Described> }>>;
  readonly components: {
    readonly schemas: Record<string, { readonly properties: Record<string, { readonly enum: string[] }> }>;
  };
}

interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly contentMediaType?: string;
}

/** An answer by its media types. */
interface Described {
  readonly content: Record<string, { readonly schema: Schema }>;
}

describe('the OpenAPI document', { timeout: 60_000 }, () => {
  async function checker(): Promise<{ document: Document; errorsIn(name: string, value: unknown): unknown }> {
    const document = (await (await get('openapi.json')).json()) as Document;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addSchema(document, 'api');
    const errorsIn = (name: string, value: unknown): unknown => {
      const validate = ajv.getSchema(`api#/components/schemas/${name}`)!;
      return validate(value) ? [] : validate.errors;
    };
    return { document, errorsIn };
  }

  it('describes what is answered', async () => {
    const { document, errorsIn } = await checker();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/v1/segment', '/v1/models']);
    for (const output of ['rle', 'legend'])
      expect(errorsIn('Result', await (await post(server, formWith('photo', { output }))).json())).toEqual(
        [],
      );
    for (const body of [formWith('broken'), formWith('bug'), new FormData()])
      expect(errorsIn('Error', await (await post(server, body)).json())).toEqual([]);
    expect(errorsIn('Models', await (await get('v1/models')).json())).toEqual([]);
    expect(errorsIn('Result', { width: 1 })).not.toEqual([]);
  });

  it('describes every form of an answer, pictures and refusals, by status and type', async () => {
    const { document, errorsIn } = await checker();
    const { responses } = document.paths['/v1/segment'].post;
    const answered = new Set<string>();
    const check = async (response: Response): Promise<void> => {
      const type = response.headers.get('content-type')!.split(';')[0];
      const { schema } = responses[response.status].content[type];
      answered.add(`${response.status} ${type}`);
      const names = [schema, ...(schema.anyOf ?? [])].flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
      if (names.length > 0) {
        const body: unknown = await response.json();
        expect(names.map((name) => errorsIn(name, body))).toContainEqual([]);
        return;
      }
      const { format, width, height } = await sharp(await response.arrayBuffer()).metadata();
      expect(schema.contentMediaType).toBe(`image/${format}`);
      expect([width, height].every((side) => side >= 1)).toBe(true);
    };
    for (const output of document.components.schemas.SegmentRequest.properties.output.enum)
      await check(await post(server, formWith(' photo', { output, label: 'dog' })));
    for (const body of [new FormData(), 'none', formWith('broken'), formWith('bug')])
      await check(await post(server, body));
    const origin = { headers: { origin: 'https://evil.example' } };
    await check(await post(server, formWith('photo'), origin));
    const refused = ['400', '403', '415', '422', '500'].map((status) => `${status} application/json`);
    expect([...answered].sort()).toEqual(['200 application/json', '200 image/png', ...refused]);
  });

  it('takes the requests that the server takes, and no others', async () => {
    const { errorsIn } = await checker();
    const image = Buffer.from('GIF89a photo').toString('base64');
    const requests = [
      { image, labels: ['cow'] },
      { image, labels: 'cow, grass', output: 'legend', longestSide: 64 },
      { image, labels: ['cow'], output: 'png', label: 'cow', temperature: 2 },
      { image, labels: ['cow'], view: 'whole' },
      { image, labels: ['cow'], view: { windows: { size: 2, stride: 2 }, flip: true } },
      { image, labels: ['cow'], view: 'windows' },
      { image, labels: ['cow'], view: { windows: { size: 0, stride: 2 } } },
      { image, labels: ['cow'], view: { scales: [] } },
      { image, labels: ['cow'], refine: false },
      { image, labels: ['cow'], refine: 'no' },
      { image },
      { labels: ['cow'] },
      { image, labels: [] },
      { image, labels: ['cow'], output: 'svg' },
      { image, labels: ['a', 'b', 'c', 'd', 'e', 'f'] },
      { image, labels: ['cow'], longestSide: 1e6 },
      { image, labels: ['cow'], path: 'x' },
    ];
    for (const request of requests) {
      const headers = { 'Content-Type': 'application/json' };
      const { status } = await post(server, JSON.stringify(request), { headers });
      const isRight = (errorsIn('SegmentRequest', request) as unknown[]).length === 0;
      expect([status, isRight], JSON.stringify(request)).toEqual(isRight ? [200, true] : [400, false]);
    }
  });
});

describe('the list of models', { timeout: 60_000 }, () => {
  it('says what the server segments with, and how much it takes', async () => {
    expect(await (await get('v1/models')).json()).toMatchObject({
      models: [
        {
          id: 'default',
          name: 'langseg-default',
          kind: 'embedded',
          license: 'Apache-2.0',
          components: { textEncoder: 'word-vectors', imageEncoder: 'mobilenet', head: 'correlation' },
        },
      ],
      limits: { maxLabels: 5, maxPixels: 24_000_000 },
    });
  });
});

describe('methods', { timeout: 60_000 }, () => {
  it.each([
    ['HEAD', 'v1/models', 200, null],
    ['HEAD', 'healthz', 200, null],
    ['HEAD', 'v1/segment', 405, 'POST, OPTIONS'],
    ['GET', 'v1/segment', 405, 'POST, OPTIONS'],
    ['OPTIONS', 'v1/segment', 204, 'POST, OPTIONS'],
    ['OPTIONS', 'openapi.json', 204, 'GET, HEAD, OPTIONS'],
    ['POST', 'v1/models', 405, 'GET, HEAD, OPTIONS'],
    ['DELETE', 'openapi.json', 405, 'GET, HEAD, OPTIONS'],
  ])('%s /%s is answered with %i', async (method, path, status, allow) => {
    const response = await get(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
  });
});

describe('pages of other sites', { timeout: 60_000 }, () => {
  const origin = 'https://example.org';
  const corsOf = ({ headers }: Response): Record<string, string> =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control') || name === 'vary'));

  it('that are allowed may ask, and read answers and errors', async () => {
    const asked = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const preflight = await get('v1/segment', { method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(204);
    expect(corsOf(preflight)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-allow-headers': expect.stringContaining('Content-Type'),
      vary: expect.stringContaining('Origin'),
    });
    const headers = { Origin: origin };
    for (const body of [formWith('photo'), formWith('broken'), 'none'])
      expect(corsOf(await post(server, body, { headers }))).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': expect.stringContaining('Server-Timing'),
        vary: expect.stringContaining('Origin'),
      });
  });

  it('that are not allowed may not, nor may they read metrics or files', async () => {
    const allowed = 'access-control-allow-origin';
    const headers = { Origin: 'https://example.com' };
    expect(corsOf(await post(server, formWith('photo'), { headers }))).not.toHaveProperty([allowed]);
    for (const path of ['metrics', 'langseg.json', 'healthz'])
      expect(corsOf(await get(path, { headers: { Origin: origin } }))).toEqual({});
  });

  it('may not by default, and all may where the owner says so', async () => {
    await using closed = await startOddServer();
    const headers = { Origin: origin };
    expect(corsOf(await post(closed, formWith('photo'), { headers }))).not.toHaveProperty([
      'access-control-allow-origin',
    ]);
    await using open = await startOddServer({}, { cors: ['*'] });
    expect(corsOf(await post(open, formWith('photo'), { headers }))).toMatchObject({
      'access-control-allow-origin': '*',
    });
  });

  it('are named by origin, nothing else', async () => {
    await expect(startOddServer({}, { cors: ['example.org'] })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(startOddServer({}, { cors: ['https://example.org/page'] })).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});
