import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkpointFiles } from './__fixtures__/dinotxt-files.js';
import { runWith } from '../../__fixtures__/fake-io.js';
import { writeTinyCheckpoint } from '../../__fixtures__/tiny-checkpoint.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const commit = '0123456789abcdef'.repeat(2);
const files = new Map<string, Uint8Array>();
const gated = new Set<string>();
let requests: string[] = [];

/** A hub: lists of files, and files with ranges. */
const server = createServer(({ url = '', headers }, response) => {
  requests.push(url);
  const [, owner, name, rest] = /^\/(?:api\/models\/)?([^/]+)\/([^/]+)\/(.+)$/.exec(url) ?? [];
  const repository = `${owner}/${name}/`;
  const inside = [...files].filter(([path]) => path.startsWith(repository));
  if (inside.length === 0) return void response.writeHead(404).end();
  if (url.startsWith('/api/')) {
    const siblings = inside.map(([path, { length: size }]) => ({
      rfilename: path.slice(repository.length),
      size,
    }));
    return void response.end(JSON.stringify({ sha: commit, cardData: { license: 'mit' }, siblings }));
  }
  if (gated.has(repository)) return void response.writeHead(403).end();
  const bytes = files.get(repository + rest.replace(`resolve/${commit}/`, ''))!;
  const [, from = '0', to = String(bytes.length - 1)] =
    /^bytes=(\d+)-(\d+)?$/.exec(headers.range ?? '') ?? [];
  const piece = bytes.subarray(Number(from), Number(to) + 1);
  const etag = `"${createHash('sha1').update(bytes).digest('hex')}"`;
  response.writeHead(headers.range ? 206 : 200, {
    etag,
    'content-length': piece.length,
    ...(headers.range && { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
  });
  response.end(piece);
});

const work = new WorkFolder();
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('LANGSEG_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('LANGSEG_CACHE', work.at('cache'));
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  const tiny = readFileSync(await writeTinyCheckpoint(work.at('tiny.safetensors')));
  for (const id of ['owner/tiny', 'owner/gated']) {
    files.set(`${id}/README.md`, Buffer.from('# Tiny'));
    files.set(`${id}/text/model.safetensors`, tiny);
    files.set(`${id}/text/config.json`, Buffer.from('{}'));
  }
  for (const [name, bytes] of await checkpointFiles()) {
    files.set(`owner/dinotxt/${name}`, bytes);
    files.set(`owner/${name.replace('.safetensors', '')}/${name}`, bytes);
  }
  files.set('owner/other/model.onnx', Buffer.from('onnx'));
  gated.add('owner/gated/');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  work[Symbol.dispose]();
});

describe('langseg convert with a model of the hub', () => {
  it('finds and downloads the files that fit, converts them, and says where they came from', async () => {
    const { status, stderr, stdout } = await runWith(['convert', 'owner/tiny', '--out', work.at('bundle')]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toMatch(/There is no file or folder owner\/tiny here: looking for it on the hub\./);
    expect(stderr).toMatch(
      /owner\/tiny at 0123456789ab: text\/model\.safetensors, text\/config\.json \([\d.]+ MB\)\./,
    );
    expect(stdout).toMatch(/^Recognised: CLIP text transformer/);
    const config: unknown = JSON.parse(readFileSync(work.at('bundle/config.json'), 'utf8'));
    expect(config).toMatchObject({ name: 'tiny', license: 'mit' });
    expect(readFileSync(work.at('bundle/README.md'), 'utf8')).toContain(
      `owner/tiny@${commit}/text/model.safetensors`,
    );
    expect(requests.filter((url) => url.includes('README'))).toEqual([]);
  });

  it('takes the name and licence that a person gives, and what is in the cache without a network', async () => {
    vi.stubEnv('LANGSEG_OFFLINE', '1');
    requests = [];
    const args = [
      'convert',
      'owner/tiny@main',
      '-o',
      work.at('mine'),
      '--name',
      'mine',
      '--license',
      'other',
      '--json',
    ];
    const { status, stdout } = await runWith(args);
    vi.stubEnv('LANGSEG_OFFLINE', undefined);
    expect([status, requests]).toEqual([0, []]);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'mine', path: work.at('mine') });
  });

  it.each<[string, number, RegExp]>([
    [
      'owner/other',
      1,
      /owner\/other has no files that fit\. It holds no checkpoint, but 1 other files: model\.onnx/,
    ],
    ['owner/nobody', 1, /answered 404/],
    ['owner/gated', 1, /needs permission.*HF_TOKEN/],
    ['./owner/tiny', 1, /no such file or folder|there is no/i],
    ['owner/tiny.ckpt', 1, /no such file or folder|there is no/i],
  ])('explains what is wrong with %s', async (input, status, message) => {
    const run = await runWith(['convert', input, '-o', work.at('none')]);
    expect(run.stderr).toMatch(message);
    expect(run.status).toBe(status);
  });

  it.each<[string, (base: string) => string[]]>([
    [
      'repositories of their own',
      () => ['owner/backbone', '--more-weights', 'owner/head', '--text-weights', 'owner/text_encoder'],
    ],
    [
      'files of a repository that are named',
      () => [
        'owner/dinotxt:backbone.safetensors',
        '--more-weights',
        'owner/dinotxt:head.safetensors',
        '--text-weights',
        `owner/dinotxt@${commit}:text_encoder.safetensors`,
      ],
    ],
    ['one repository with a file for each part', () => ['owner/dinotxt']],
    [
      'addresses',
      (base) => [
        `${base}/backbone.safetensors`,
        '--more-weights',
        `${base}/head.safetensors?download=true`,
        '--text-weights',
        `${base}/text_encoder.safetensors`,
      ],
    ],
  ])('joins backbone, head and text encoder from %s', async (_, args) => {
    const base = `${process.env.LANGSEG_ENDPOINT}/owner/dinotxt`;
    const heads = ['--heads', '2', '--text-heads', '2', '--overwrite'];
    const run = await runWith(['convert', ...args(base), '--out', work.at('dinotxt'), ...heads]);
    expect(run).toMatchObject({ status: 0 });
    expect(run.stdout).toMatch(/^Recognised: dino\.txt, dino\.txt on DINOv2 .*, dino\.txt text transformer/);
    const card = readFileSync(work.at('dinotxt/README.md'), 'utf8');
    expect(card).toMatch(/Converted from `(owner\/\w+@\w+|http:.*)\/backbone\.safetensors`/);
  });

  it("knows where dino.txt's files are", async () => {
    vi.stubEnv('LANGSEG_OFFLINE', '1');
    const id = 'dinov2_vitl14_reg4_dinotxt_tet1280d20h24l';
    const { status, stderr } = await runWith(['convert', id, '--out', work.at('none')]);
    vi.stubEnv('LANGSEG_OFFLINE', undefined);
    expect(status).toBe(1);
    expect(stderr).toMatch(/dinov2\/dinov2_vitl14 is not complete in the cache .* offline mode is on/);
  });

  it.each<[string[], RegExp]>([
    [
      ['owner/tiny:nothing.pth'],
      /owner\/tiny has no file nothing\.pth\. It holds .*text\/model\.safetensors/,
    ],
    [
      ['owner/tiny', '--more-weights', 'owner/dinotxt'],
      /owner\/dinotxt holds 3 checkpoints\. Name one as owner\/dinotxt:FILE: /,
    ],
    [['https://example.org/'], /should be the address of a file/],
    [['owner/tiny', '--text-weights', 'https://example.org/page'], /should be the address of a file/],
  ])('says what is wrong with %j', async (args, message) => {
    const { status, stderr } = await runWith(['convert', ...args, '--out', work.at('none')]);
    expect(stderr).toMatch(message);
    expect(status).toBeGreaterThan(0);
  });

  it('stops on Ctrl-C', async () => {
    const run = await runWith(['convert', 'owner/tiny', '-o', work.at('none')], {
      signal: AbortSignal.abort(),
    });
    expect(run.status).not.toBe(0);
    expect(run.stdout).not.toMatch(/Written/);
  });
});
