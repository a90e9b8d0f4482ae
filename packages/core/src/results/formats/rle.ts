import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';
import { jsonBytes } from './json-bytes.js';

/** As `json`, with every label's area as COCO RLE. */
export const rleFormat = defineFormat({
  specVersion: 1,
  type: 'rle',
  description: 'the same with every area as COCO RLE',
  endings: { '.rle.json': 'application/json' },
  configSchema: z.strictObject({}),
  async *encode(result) {
    yield {
      bytes: jsonBytes({ ...result.toJSON(), segments: result.toRle(), warnings: result.warnings }),
    };
  },
});
