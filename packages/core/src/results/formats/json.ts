import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';
import { jsonBytes } from './json-bytes.js';

/** Size, warnings, and colour, pixels and share of each label. */
export const jsonFormat = defineFormat({
  specVersion: 1,
  type: 'json',
  description: 'size, and pixels and share of each label',
  endings: { '.json': 'application/json' },
  configSchema: z.strictObject({}),
  async *encode(result) {
    yield { bytes: jsonBytes({ ...result.toJSON(), warnings: result.warnings }) };
  },
});
