import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { openGeoTiff, saveGeoMap, toWgs84 } from '@langseg/geo';

const [longitude, latitude] = toWgs84(32632)(500000, 5400000);
assert.deepEqual([longitude.toFixed(4), latitude.toFixed(4)], ['9.0000', '48.7530']);

const geo = {
  transform: [2, 0, 500000, 0, -2, 5400000],
  epsg: 32632,
  tags: new Map([
    [33550, [2, 2, 0]],
    [33922, [0, 0, 0, 500000, 5400000, 0]],
    [34735, [1, 1, 0, 1, 3072, 0, 1, 32632]],
  ]),
};
const map = {
  ...{ width: 2, height: 2, labels: ['grass', 'road'], palette: Uint8Array.of(0, 200, 0, 90, 90, 90) },
  ...{ labelMap: Uint8Array.of(0, 0, 1, 1), noData: 255, leftOut: new Set(), geo },
};
const files = await saveGeoMap('out', 'field', map, [{ type: 'geotiff' }, { type: 'geojson' }]);
assert.equal(JSON.parse(readFileSync(files[2], 'utf8')).features.length, 2);
const image = await openGeoTiff(files[0], { bands: [1] });
assert.deepEqual([image.width, image.geo.epsg, [...image.geo.transform]], [2, 32632, geo.transform]);
assert.deepEqual([...(await image.read(1, 2)).data], [1, 1, 1, 1, 1, 1]);
image.close();

writeFileSync('broken.tif', 'no picture');
await assert.rejects(openGeoTiff('broken.tif'), { code: 'IMAGE_UNREADABLE' });
