import { encodeMask, encodePng } from '@langseg/adapter-node';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const labels = ['--labels', 'sky, grass'];

/** A grey picture of 16 bits, of which the values use 12. */
function twelveBits(): Promise<Uint8Array> {
  const [width, height] = [32, 24];
  const values = Uint16Array.from({ length: width * height }, (_, i) => Math.min(4095, 6 * i));
  return encodeMask(values, {
    width,
    height,
    palette: new Uint8Array(3),
    labels: Array<string>(300).fill(''),
  });
}

describe('pictures that are read with a remark', () => {
  it('say so on standard error and among the warnings of --json', async () => {
    using folder = new WorkFolder();
    const input = folder.write('scan.png', await twelveBits());
    const args = [
      'segment',
      input,
      await folder.photo('photo.png'),
      ...labels,
      '-f',
      'mask',
      '-o',
      folder.path,
    ];
    const { status, stdout, stderr } = await runWith([...args, '--json']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning: .*scan\.png holds values from 0 to 4095 .* 4095 as white/);
    const [scan, photo] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { warnings: string[] });
    expect(scan.warnings).toEqual([expect.stringContaining('4095 as white')]);
    expect(photo.warnings).toEqual([]);
  });

  it('take --range and --bands', async () => {
    using folder = new WorkFolder();
    const input = folder.write('scan.png', await twelveBits());
    const args = ['segment', input, ...labels, '-f', 'mask', '-o', folder.path];
    const { status, stderr } = await runWith([...args, '--range', '0,4095', '--bands', '1,1,1']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const missing = await runWith([...args, '--bands', '4']);
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('bands asks for 4')]);
  });

  it.each([
    ['--bands', '1,2'],
    ['--bands', '0'],
    ['--bands', 'red'],
    ['--range', '5'],
    ['--range', '5,5'],
    ['--range', '0,,1'],
  ])('refuse %s %s', async (option, value) => {
    const { status, stderr } = await runWith(['segment', 'a.png', ...labels, option, value]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(option)]);
  });
});

describe('panoramas', () => {
  it('get their overlay and heatmaps, and what follows is segmented', async () => {
    using folder = new WorkFolder();
    const [width, height] = [40_000, 8];
    const data = new Uint8Array(width * height * 3).fill(90);
    const inputs = [
      folder.write('pano.png', await encodePng({ width, height, data })),
      await folder.photo('z.png'),
    ];
    const out = folder.at('out');
    const args = ['segment', ...inputs, ...labels, '-f', 'overlay,heatmaps', '-o', out];
    const { status, stderr } = await runWith(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(folder.files()).toEqual(
      expect.arrayContaining(['out/pano.overlay.png', 'out/pano.heatmap.sky.png', 'out/z.overlay.png']),
    );
  });
});

describe('formats that are not read', () => {
  it.each([
    ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'SVG is not read'],
    ['photo.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'HEIC (HEVC) is not read; convert it to JPEG'],
  ])('are refused by their name: %s', async (name, content, message) => {
    using folder = new WorkFolder();
    const { status, stderr } = await runWith(['segment', folder.write(name, content), ...labels]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain(name);
  });
});
