import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForeignReader } from '@langseg/conformance';
import { openGeoTiff } from '../read/open-geotiff.js';
import { makeTiff } from './make-geotiff.js';

const path = join(mkdtempSync(join(tmpdir(), 'langseg-geo-foreign-')), 'field.tif');
const bands = { width: 5, height: 4, samples: 4, data: Uint8Array.from({ length: 80 }, (_, i) => 3 * i) };
const floats = { width: 5, height: 4, data: Float32Array.from({ length: 20 }, (_, i) => i / 20) };
const turned = { tag: 34264, type: 'double', values: [0, 3, 0, 1, 2, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1] } as const;

/** The reader of GeoTIFFs. */
export const foreignReaders: readonly ForeignReader[] = [
  {
    name: 'GeoTIFF',
    samples: [
      makeTiff(bands),
      makeTiff({ ...bands, compression: 1, planar: true, rowsPerStrip: 2 }),
      makeTiff({ ...floats, tags: [turned, { tag: 42113, type: 'ascii', values: '0.5' }], without: [33550, 33922] }),
    ],
    async read(bytes) {
      writeFileSync(path, bytes);
      const image = await openGeoTiff(path, { maxPixels: 20_000 });
      try {
        return await image.read(0, image.height);
      } finally {
        image.close();
      }
    },
  },
];
