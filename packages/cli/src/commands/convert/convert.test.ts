import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { writeTinyCheckpoint } from '../../__fixtures__/tiny-checkpoint.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

describe('langseg convert', () => {
  it('writes a bundle and says what it is', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const { status, stdout, stderr } = await runWith(['convert', checkpoint, '--out', folder.at('bundle')]);
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^warning: Guessed: 1 attention head of the text transformer \(--text-heads\)[^\n]*\n$/,
    );
    expect(stdout).toMatch(/^Recognised: CLIP text transformer \(width 8, 1 blocks\)\n/);
    expect(stdout).toMatch(/onnx\/text_encoder.onnx_data +[\d.]+ MB\n/);
    expect(stdout).toMatch(/only a text encoder/);
    expect(stdout).toMatch(/Written to .*bundle in [\d.]+ s, at most [\d.]+ [MG]B of memory in use\.\n$/);
    expect(folder.files()).toEqual([
      'bundle/README.md',
      'bundle/config.json',
      'bundle/onnx/text_encoder.onnx',
      'bundle/onnx/text_encoder.onnx_data',
      'bundle/tokenizer.json',
      'tiny.safetensors',
    ]);
    expect((await runWith(['models', 'verify', folder.at('bundle')])).status).toBe(0);
  });

  it('passes its options on, and prints JSON', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const options = ['--dtype', 'fp16', '--text-heads', '2', '--name', 'mine', '--license', 'MIT', '--json'];
    const { stdout } = await runWith(['convert', checkpoint, '-o', folder.at('bundle'), ...options]);
    expect(JSON.parse(stdout)).toMatchObject({
      path: folder.at('bundle'),
      name: 'mine',
      refused: [],
      seconds: expect.any(Number),
      peakMemoryBytes: expect.any(Number),
    });
    const config: unknown = JSON.parse(readFileSync(folder.at('bundle/config.json'), 'utf8'));
    expect(config).toMatchObject({
      name: 'mine',
      license: 'MIT',
      pipeline: { textEncoder: { heads: 2, model: 'onnx/text_encoder_fp16.onnx' } },
    });
  });

  it('takes prefixes off and says so, and reads shards by their index or folder', async () => {
    using folder = new WorkFolder();
    await writeTinyCheckpoint(folder.at('model-00001-of-00001.safetensors'), {}, 'module.text.');
    const { tensors } = JSON.parse(
      (await runWith(['inspect', folder.at('model-00001-of-00001.safetensors'), '--json'])).stdout,
    ) as { tensors: { name: string }[] };
    const map = Object.fromEntries(tensors.map(({ name }) => [name, 'model-00001-of-00001.safetensors']));
    const index = folder.write('model.safetensors.index.json', JSON.stringify({ weight_map: map }));
    for (const path of [index, folder.path]) {
      const run = await runWith([
        'convert',
        path,
        '-o',
        folder.at('bundle'),
        '--text-heads',
        '1',
        '--overwrite',
      ]);
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(run.stdout).toMatch(/Taken off the names of the weights: "module\.", "text\."/);
    }
    expect((await runWith(['inspect', index])).stdout).toMatch(/^17 tensors/m);
  });

  it('refuses weights that are no numbers, by their names', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const bytes = readFileSync(checkpoint);
    bytes.writeFloatLE(NaN, bytes.length - 4);
    writeFileSync(checkpoint, bytes);
    const { status, stderr } = await runWith(['convert', checkpoint, '-o', folder.at('bundle')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/error: The tensor "ln_final.bias" holds 1 value that is no number/);
    expect(folder.files()).toEqual(['tiny.safetensors']);
  });

  it('replaces a bundle only when told to', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const args = ['convert', checkpoint, '-o', folder.at('bundle')];
    await runWith([...args, '--name', 'first']);
    const nameOf = () =>
      (JSON.parse(readFileSync(folder.at('bundle/config.json'), 'utf8')) as { name: string }).name;
    const refused = await runWith([...args, '--name', 'second']);
    expect(refused.stderr).toMatch(/exists and is not empty/);
    expect([refused.status, nameOf()]).toEqual([1, 'first']);
    expect((await runWith([...args, '--name', 'second', '--overwrite'])).status).toBe(0);
    expect(nameOf()).toBe('second');
  });

  it('never replaces a folder that is no bundle', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    mkdirSync(folder.at('home'));
    folder.write('home/letter.txt', 'dear');
    const { status } = await runWith(['convert', checkpoint, '-o', folder.at('home'), '--overwrite']);
    expect(status).toBe(1);
    expect(readFileSync(folder.at('home/letter.txt'), 'utf8')).toBe('dear');
  });

  it('shows a bar with sizes on a terminal', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const { stderr } = await runWith(['convert', checkpoint, '-o', folder.at('bundle')], { isTTY: true });
    expect(stderr).toMatch(/Converting .*% [\d.]+ MB \/ [\d.]+ MB onnx\/text_encoder.onnx_data/);
  });
});

describe('what can not be converted', () => {
  it.each<[string, Record<string, number[] | null>, RegExp]>([
    ['a missing weight', { 'ln_final.bias': null }, /ln_final\.bias/],
    [
      'a misshapen weight',
      { 'transformer.resblocks.0.mlp.c_fc.weight': [32, 7] },
      /transformer\.resblocks\.0\.mlp\.c_fc\.weight \[32, 7\]/,
    ],
  ])('%s is named, and nothing is left', async (_, changes, message) => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'), changes);
    const { status, stderr } = await runWith(['convert', checkpoint, '-o', folder.at('bundle')]);
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(folder.files()).toEqual(['tiny.safetensors']);
  });

  it('an option that can not be is wrong usage', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const args = ['convert', checkpoint, '-o', folder.at('bundle')];
    expect(await runWith([...args, '--text-heads', '3'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/must divide the width 8/),
    });
    const table = fileURLToPath(new URL('text/word-vectors.bin', bundleUrl));
    expect((await runWith([...args, '--word-table', table])).status).toBe(2);
  });

  it('a truncated file leaves nothing, also when it is found out while writing', async () => {
    using folder = new WorkFolder();
    const whole = readFileSync(await writeTinyCheckpoint(folder.at('tiny.safetensors')));
    for (const length of [0, 5, 300, whole.length - 1]) {
      const part = folder.write('part.safetensors', whole.subarray(0, length));
      const { status, stderr } = await runWith(['convert', part, '-o', folder.at('bundle')]);
      expect([length, status]).toEqual([length, 1]);
      expect(stderr).toMatch(/^error: /);
    }
    expect(folder.files()).toEqual(['part.safetensors', 'tiny.safetensors']);
  });

  it('Ctrl-C leaves nothing', async () => {
    using folder = new WorkFolder();
    const checkpoint = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const controller = new AbortController();
    const run = runWith(['convert', checkpoint, '-o', folder.at('bundle')], { signal: controller.signal });
    controller.abort();
    expect((await run).status).toBe(130);
    expect(folder.files()).toEqual(['tiny.safetensors']);
  });
});
