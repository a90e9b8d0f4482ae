import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { runWith } from './__fixtures__/fake-io.js';

describe('langseg', () => {
  it('prints its version', async () => {
    expect(await runWith(['--version'])).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
  });

  it.each([
    [['--help'], /segment[^]*train[^]*convert[^]*models[^]*inspect[^]*doctor[^]*Examples:/],
    [['help', 'segment'], /--labels <words>[^]*\.mask\.png[^]*Examples:/],
    [['convert', '--help'], /--regularizer <type>[^]*Examples:/],
    [['models', '--help'], /list[^]*pull[^]*verify[^]*rm/],
    [['inspect', '--help'], /--input-shape <shape>/],
    [['doctor', '--help'], /what is slow/],
  ])('%j explains', async (args, text) => {
    const { status, stdout, stderr } = await runWith(args);
    expect(stdout).toMatch(text);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each([
    [[], /Usage: langseg/],
    [['models'], /Usage: langseg models/],
    [['segmnt', 'x.jpg'], /unknown command 'segmnt'[^]*Did you mean segment/],
    [['segment', 'x.jpg', '--lables', 'a'], /unknown option '--lables'[^]*Did you mean --labels/],
    [['segment', '-l', 'a'], /missing required argument 'inputs'/],
    [
      ['segment', 'x.jpg', '-l', 'a', '-f', 'mask,gif'],
      /Expected some of overlay, mask, masks, heatmaps, json, rle, areas as --format/,
    ],
    [['segment', 'x.jpg', '-l', 'a', '-f', 'mask', '--set', 'overlay.alpha=1'], /sets nothing/],
    [['segment', 'x.jpg', '-l', 'a', '--set', 'overlay.alpha=2'], /alpha/],
    [['segment', 'x.jpg', '-l', 'a', '--set', 'overlay.colour=red'], /colour/],
    [['segment', 'x.jpg', '-l', 'a', '--longest-side', '0'], /whole number of at least 1/],
    [['segment', 'x.jpg', '-l', 'a', '--alpha', '2'], /number from 0 to 1/],
    [['segment', 'x.jpg', '-l', 'a', '--device', 'tpu'], /Allowed choices are auto, cpu/],
    [['convert', 'x.ckpt'], /required option '-o, --out <folder>'/],
    [['convert', 'x.ckpt', '-o', 'y', '--out-indices', '1,2,3'], /4 whole numbers/],
    [['inspect', 'x.onnx', '--input-shape', '1,x'], /Expected 1,3,480,480/],
    [['models', 'rm', 'default'], /default model is part of LangSeg/],
    [['models', 'pull', 'default'], /default model is part of LangSeg/],
  ])('%j is wrong usage', async (args, message) => {
    const { status, stdout, stderr } = await runWith(args);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('colours errors on a terminal, not with NO_COLOR', async () => {
    const red = '\u001b[31merror:';
    const env = { TERM: 'xterm-256color' };
    expect((await runWith(['nothing'], { isTTY: true, env })).stderr).toContain(red);
    expect((await runWith(['nothing'], { isTTY: true, env: { ...env, NO_COLOR: '1' } })).stderr).toMatch(
      /^error:/,
    );
  });
});

describe('failures', () => {
  const args = ['inspect', '/nowhere/model.onnx'];

  it('are one line on standard error', async () => {
    const { status, stdout, stderr } = await runWith(args);
    expect(stderr).toMatch(/^error: Can't open \/nowhere\/model.onnx: it does not exist.*\n$/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('are a JSON object on standard output with --json', async () => {
    const { stdout } = await runWith([...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'NOT_FOUND', message: expect.stringContaining('/nowhere/model.onnx') },
    });
  });

  it.each([
    [[...args, '--debug'], {}],
    [args, { LANGSEG_DEBUG: '1' }],
  ])('show their stack and cause when debugging: %j %j', async (debugArgs, env) => {
    const { stderr } = await runWith(debugArgs, { env });
    expect(stderr).toMatch(/at .*file-source/);
    expect(stderr).toMatch(/caused by: Error: ENOENT/);
  });
});
