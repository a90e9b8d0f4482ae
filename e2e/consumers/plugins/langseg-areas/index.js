import { defineFormat, definePlugin } from '@langseg/core';
import * as z from 'zod';

/** A table for spreadsheets: how much of the photo each label covers. */
const areas = defineFormat({
  specVersion: 1,
  type: 'areas-csv',
  description: 'pixels and share of each label, as CSV',
  endings: { '.areas.csv': 'text/csv' },
  configSchema: z.strictObject({ digits: z.int().min(0).max(20).default(4) }),
  async *encode(result, { digits }) {
    const rows = result
      .legend()
      .map(({ label, pixels, share }) => [`"${label.replaceAll('"', '""')}"`, pixels, share.toFixed(digits)]);
    const lines = [['label', 'pixels', 'share'], ...rows].map((cells) => `${cells.join(',')}\r\n`);
    yield { bytes: new TextEncoder().encode(lines.join('')) };
  },
});

export const plugin = definePlugin({ name: 'langseg-areas', components: [areas] });
