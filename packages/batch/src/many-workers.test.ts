import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPostgres, startPostgres } from '@langseg/postgres-testing';
import { makeBatchFolder, oddProgram } from './__fixtures__/batch-folder.js';
import { survive } from './__fixtures__/survive.js';
import { openQueue, submitBatch } from './index.js';

const programs = findPostgres();
const count = 500;

it.runIf(programs !== undefined)(
  '500 photos, three workers, one killed twice, the database restarted once: 500 results, each once, each whole',
  { timeout: 600_000 },
  async () => {
    const folder = await makeBatchFolder();
    const server = await startPostgres(programs!);
    try {
      // Long enough to be cut in the middle of a write.
      const content = (index: number): string => `photo ${index} `.repeat(2000);
      const contents = Array.from({ length: count }, (_, index) => [`${index}.jpg`, content(index)]);
      const photos = await folder.photos(Object.fromEntries(contents) as Record<string, string>);
      const queue = await openQueue(server.url);
      await submitBatch(queue, 'many', folder.settings('out'), photos, { jobSize: 16 });
      await queue.close();

      const options = { lease: 2, poll: 0.2 };
      const status = await survive(server, {
        ...{ address: server.url, batch: 'many', options, program: oddProgram.href },
      });
      expect(status).toMatchObject({
        photos: { total: count, done: count, failed: 0, waiting: 0 },
        jobs: { waiting: 0, active: 0, failed: 0 },
        workers: [],
      });

      const names = await folder.list('out/objects');
      expect(names).toHaveLength(2 * count);
      expect(names.filter((name) => name.endsWith('.record.json'))).toHaveLength(count);
      const lines = await folder.lines('out');
      expect(new Set(lines.map(({ photo }) => photo))).toEqual(new Set(photos));
      for (const { photo, files } of lines) {
        const [file] = files as string[];
        const text = await readFile(join(folder.path, 'out', file), 'utf8');
        expect(text).toBe(`mask of ${await readFile(photo as string, 'utf8')}`);
      }
    } finally {
      await server.remove();
      await folder.remove();
    }
  },
);
