import { createServer } from 'node:http';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const bundle = fileURLToPath(bundleUrl);
const server = createServer((request, response) => {
  try {
    response.end(readFileSync(`${bundle}${request.url!.slice(1)}`));
  } catch {
    response.writeHead(404).end();
  }
});
let address = '';
const cache = new WorkFolder();

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('LANGSEG_CACHE', cache.at('cache'));
  vi.stubEnv('NO_PROXY', '127.0.0.1');
});

beforeEach(() => rmSync(cache.at('cache'), { recursive: true, force: true }));

afterAll(() => {
  vi.unstubAllEnvs();
  cache[Symbol.dispose]();
  server.close();
});

function lines(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('langseg models list --available', () => {
  it('lists models of others with licence, size, score and how to get them', async () => {
    const { status, stdout } = await runWith(['models', 'list', '--available']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/TIPSv2 L\/14 +about 1\.95 GB +Apache-2\.0 +24\.7 +google\/tipsv2-l14\n/);
    expect(stdout).toMatch(/CLIP B\/16:\n {2}langseg convert openai\/clip-vit-base-patch16 .*--out clip\n/);
    expect(stdout).toMatch(/ViT-B-16\.pt sha256 5806e77c[0-9a-f]{56}\n/);
  });

  it('says the same in JSON', async () => {
    const models = lines((await runWith(['models', 'list', '--available', '--json'])).stdout);
    expect(models[0]).toMatchObject({ id: 'google/tipsv2-l14', license: 'Apache-2.0', bytes: 1948400000 });
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });
});

describe('langseg models', () => {
  it('pulls, lists, verifies, uses and removes a model', async () => {
    const pulled = await runWith(['models', 'pull', address]);
    expect(pulled).toMatchObject({ status: 0, stderr: '' });
    expect(pulled.stdout).toMatch(/8\.\d\d MB in .*cache/);

    const listed = await runWith(['models', 'list']);
    expect(listed.stdout).toMatch(
      /^ {2}default .* MB {2}embedded\n {2}http:\/\/127.* MB {2}\d{4}-\d\d-\d\d\n/,
    );
    expect((await runWith(['models', 'verify', address])).stdout).toMatch(
      /✓ {2}onnx\/image_encoder_int8\.onnx /,
    );

    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const args = ['segment', input, '-l', 'sky, grass', '-m', address, '-o', folder.path];
    expect((await runWith(args)).status).toBe(0);

    expect((await runWith(['models', 'rm', address])).stdout).toMatch(/^Removed http/);
    expect(lines((await runWith(['models', 'list', '--json'])).stdout)).toEqual([
      expect.objectContaining({ id: 'default' }),
    ]);
  });

  it('says the same in JSON', async () => {
    const [pulled] = lines((await runWith(['models', 'pull', address, '--json'])).stdout);
    expect(pulled).toMatchObject({ id: address, complete: true, bytes: expect.any(Number) });
    const [, listed] = lines((await runWith(['models', 'list', '--json'])).stdout);
    expect(listed).toEqual(pulled);
    const [verified] = lines((await runWith(['models', 'verify', address, '--json'])).stdout);
    expect(verified).toMatchObject({
      intact: true,
      files: { 'onnx/image_encoder_int8.onnx': expect.anything() },
    });
    const [removed] = lines((await runWith(['models', 'rm', address, '--json'])).stdout);
    expect(removed).toEqual({ ...pulled, removed: true });
  });

  it('shows a bar for what is downloaded', async () => {
    const { stderr } = await runWith(['models', 'pull', address], { isTTY: true });
    expect(stderr).toMatch(/Downloading .* MB onnx\/image_encoder_int8\.onnx_data/);
  });

  it('verifies the embedded model', async () => {
    expect(await runWith(['models', 'verify', 'default'])).toMatchObject({ status: 0, stderr: '' });
  });

  it('finds a file that was changed', async () => {
    using folder = new WorkFolder();
    cpSync(bundle, folder.at('copy'), { recursive: true });
    const path = folder.at('copy/text/word-vectors.bin');
    const content = readFileSync(path);
    content[5000] ^= 1;
    writeFileSync(path, content);
    const { status, stderr } = await runWith(['models', 'verify', folder.at('copy')]);
    expect(stderr).toMatch(/text\/word-vectors\.bin is not what the model says of its files/);
    expect(status).toBe(1);
  });

  it.each([
    [['models', 'rm', 'somebody/nothing'], /not in the cache/, 1],
    [['models', 'pull', 'no model'], /neither a folder nor a model id/, 1],
    [['models', 'rm', '.'], /remove it yourself/, 2],
  ])('%j fails', async (args, message, status) => {
    const run = await runWith(args);
    expect(run.stderr).toMatch(message);
    expect(run.status).toBe(status);
  });

  it('pushes with a token alone, and not offline', async () => {
    vi.stubEnv('LANGSEG_ENDPOINT', address);
    vi.stubEnv('HF_TOKEN', '');
    const args = ['models', 'push', 'default', 'owner/name'];
    expect(await runWith(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('HF_TOKEN') });
    vi.stubEnv('HF_TOKEN', 'hf_token');
    expect(await runWith(args)).toMatchObject({ status: 1, stderr: expect.stringContaining('did not take') });
    vi.stubEnv('LANGSEG_OFFLINE', '1');
    expect(await runWith(args)).toMatchObject({ status: 1, stderr: expect.stringContaining('forbids') });
  });
});
