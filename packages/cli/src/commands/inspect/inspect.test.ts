import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { writeTinyCheckpoint } from '../../__fixtures__/tiny-checkpoint.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const bundle = fileURLToPath(bundleUrl);
const onnx = `${bundle}onnx/image_encoder_int8.onnx`;

async function facts(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout } = await runWith(['inspect', ...args, '--json']);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('a checkpoint', () => {
  it('is listed tensor by tensor', async () => {
    using folder = new WorkFolder();
    const path = await writeTinyCheckpoint(folder.at('tiny.safetensors'));
    const { stdout } = await runWith(['inspect', path]);
    expect(stdout).toMatch(/^safetensors, [\d.]+ MB\n/);
    expect(stdout).toMatch(/^ {2}token_embedding\.weight +float32 {2}\[49408, 8\] +1\.58 MB$/m);
    expect(stdout).toMatch(/^17 tensors, 396,816 values, 1\.59 MB$/m);
    expect(stdout).toMatch(/metadata: made/);
    expect(await facts(path)).toMatchObject({
      kind: 'checkpoint',
      format: 'safetensors',
      totals: { tensors: 17, parameters: 396816, bytes: 4 * 396816 },
      refused: [],
      metadata: { made: 'by a test' },
    });
  });

  it('may have any JSON for a component', async () => {
    using folder = new WorkFolder();
    const config = JSON.parse(readFileSync(`${bundle}config.json`, 'utf8')) as {
      pipeline: Record<string, unknown>;
    };
    const odd = { toString: 1, valueOf: 1 };
    config.pipeline.head = { type: odd, list: [odd], text: '\x1b[2J' };
    folder.write('config.json', JSON.stringify(config));
    const { stdout, stderr } = await runWith(['inspect', folder.path]);
    expect(stdout + stderr).not.toContain('unexpected');
    expect(stdout + stderr).not.toContain('\x1b');
  });

  it('that is none is said to be', async () => {
    using folder = new WorkFolder();
    const { status, stderr } = await runWith(['inspect', folder.write('x.ckpt', '<html>')]);
    expect(stderr).toMatch(/It is a web page/);
    expect(status).toBe(1);
  });
});

describe('an ONNX model', () => {
  it('shows inputs, outputs, sizes and operators', async () => {
    const { stdout } = await runWith(['inspect', onnx]);
    expect(stdout).toMatch(/^mobilenet, opset \d+, [\d.]+ kB\n/);
    expect(stdout).toMatch(/^ {2}input +pixels +float32 {2}\[batch, 3, height, width\]$/m);
    expect(stdout).toMatch(/^ {2}output {2}embeddings/m);
    expect(stdout).toMatch(/^4,[12]\d\d,\d{3} parameters, [\d.]+ MB$/m);
    expect(stdout).toMatch(/^ {2}Conv +\d+$/m);
    expect(stdout).not.toMatch(/multiply/);
  });

  it('shows its work for an input of a size', async () => {
    const { stdout } = await runWith(['inspect', onnx, '--input-shape', '1,3,480,480']);
    expect(stdout).toMatch(/^[\d.]+ G multiply-accumulates$/m);
    const [small, large] = await Promise.all(
      ['1,3,256,256', 'pixels=1,3,512,512'].map(
        async (shape) => (await facts(onnx, '--input-shape', shape)).macs,
      ),
    );
    expect((large as number) / (small as number)).toBeCloseTo(4, 1);
  });

  it.each([
    ['depth=1,2', 2, /inputs of this model: pixels/],
    ['1,3,480', 1, /Input "pixels" is declared as \[batch, 3, height, width\]/],
  ])('refuses the shape %s', async (shape, status, message) => {
    const run = await runWith(['inspect', onnx, '--input-shape', shape]);
    expect(run.stderr).toMatch(message);
    expect(run.status).toBe(status);
  });
});

describe('a bundle', () => {
  it('takes no shape of an input', async () => {
    const { status, stderr } = await runWith(['inspect', bundle, '--input-shape', '1,3,64,64']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/--input-shape is for a single \.onnx file/);
  });

  it('shows its pipeline and files', async () => {
    const { stdout } = await runWith(['inspect', bundle]);
    expect(stdout).toMatch(/^langseg-default, [\d.]+ MB, Apache-2\.0\n/);
    expect(stdout).toMatch(/^ {2}imageEncoder {2}mobilenet, .*embeddingDim 128$/m);
    expect(stdout).toMatch(/^ {2}onnx\/image_encoder_int8\.onnx_data +[\d.]+ MB {2}[0-9a-f]{12}$/m);
    expect(await facts(bundle)).toMatchObject({ kind: 'bundle', name: 'langseg-default' });
  });

  it('that is none is said to be', async () => {
    using folder = new WorkFolder();
    const { status, stderr } = await runWith(['inspect', folder.path]);
    expect(stderr).toMatch(/config\.json/);
    expect(status).toBe(1);
  });
});
