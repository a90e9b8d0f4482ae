import { readFileSync } from 'node:fs';
import { geoFormats as formats } from '@langseg/geo';
import { afterAll, describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { tinyGeoTiff } from '../../__fixtures__/tiny-geotiff.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';
import { geoFormats } from './geo-lists.js';

const folder = new WorkFolder();
const field = folder.write('field.tif', tinyGeoTiff());
afterAll(() => folder[Symbol.dispose]());

interface Report {
  readonly crs: string;
  readonly labels: readonly { label: string; share: number; color: readonly number[] }[];
  readonly files: readonly string[];
}

describe('langseg geo', () => {
  it('writes masks and polygons that lie where the picture lies', async () => {
    const out = folder.at('map');
    const run = await runWith(['geo', field, '-l', 'sky, grass', '--colors', '#010203', '-o', out, '--json']);
    expect([run.status, run.stderr]).toEqual([0, '']);
    const { crs, labels, files } = JSON.parse(run.stdout) as Report;
    expect([crs, labels[0].label, labels[0].color]).toEqual(['EPSG:32632', 'sky', [1, 2, 3]]);
    expect(labels[0].share).toBeGreaterThan(0.3);
    expect(files).toEqual(
      ['field.mask.tif', 'field.mask.tif.aux.xml', 'field.geojson'].map((name) => `${out}/${name}`),
    );
    const { features } = JSON.parse(readFileSync(files[2], 'utf8')) as {
      features: { properties: { label: string }; geometry: { coordinates: number[][][] } }[];
    };
    const sky = features.find(({ properties }) => properties.label === 'sky')!;
    const [longitude, latitude] = sky.geometry.coordinates[0][0];
    expect([longitude.toFixed(2), latitude.toFixed(2)]).toEqual(['9.00', '48.75']);
  });

  it('goes on after a picture that fails', async () => {
    const plain = await folder.photo('plain.png');
    const run = await runWith([
      'geo',
      plain,
      field,
      '-l',
      'sky, grass',
      '-f',
      'geojson',
      '--set',
      'geojson.crs=source',
      '-o',
      folder.at('two'),
    ]);
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^error: .*plain\.png is no TIFF/);
    expect(run.stdout).toMatch(/field\.tif {2}48 × 32, EPSG:32632\n[^]*→ .*field\.geojson/);
    expect(readFileSync(folder.at('two/field.geojson'), 'utf8')).toContain('EPSG::32632');
    expect(folder.files().filter((file) => file.startsWith('two/'))).toEqual(['two/field.geojson']);
  });

  it('refuses what makes no sense', async () => {
    const wrong: [string[], number, RegExp][] = [
      [[field, '-l', 'sky', '-f', 'shp'], 2, /Unknown geoFormat "shp"/],
      [[field, '-l', 'sky', '--set', 'geojson.crs=utm'], 2, /geojson/],
      [[field, field, '-l', 'sky'], 2, /called field/],
      [[field, '-l', 'sky', '--bands', '4,3,2'], 1, /has 3 bands/],
      [[field, '-l', 'sky', '--max-pixels', '99'], 1, /48 × 32/],
      [[field], 2, /No labels/],
    ];
    for (const [args, status, message] of wrong) {
      const run = await runWith(['geo', ...args, '-o', folder.at('none')]);
      expect([args, run.status, run.stderr]).toEqual([args, status, expect.stringMatching(message)]);
    }
    expect(folder.files().filter((file) => file.startsWith('none'))).toEqual([]);
  });

  it('lists the formats that the package has', () => {
    expect(geoFormats).toEqual(
      Object.fromEntries(formats.map(({ type, description }) => [type, description])),
    );
  });
});
