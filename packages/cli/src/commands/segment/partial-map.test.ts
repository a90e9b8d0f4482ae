import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkFolder } from '../../__fixtures__/work-folder.js';
import { openPartialMap, type PartialMap } from './partial-map.js';

const init = { width: 4, bytesPerPixel: 1, key: 'one' } as const;

async function contentOf(map: PartialMap): Promise<number[]> {
  const found: number[] = [];
  for await (const rows of map.read()) found.push(...rows);
  return found;
}

describe('a map that grows on disk', () => {
  it('goes on where it was left, after the last whole row', async () => {
    using folder = new WorkFolder();
    const path = join(folder.path, 'a.partial');
    const first = await openPartialMap(path, init);
    expect(first.rows).toBe(0);
    await first.append(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    await first.close();
    appendFileSync(path, Uint8Array.of(9, 9, 9));

    const second = await openPartialMap(path, init);
    expect(second.rows).toBe(2);
    await second.append(Uint8Array.of(0, 0, 0, 1));
    expect(await contentOf(second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 1]);
    await second.remove();
    expect(existsSync(path)).toBe(false);
  });

  it('begins anew for another photo, other words or another model', async () => {
    using folder = new WorkFolder();
    const path = join(folder.path, 'a.partial');
    const first = await openPartialMap(path, init);
    await first.append(new Uint8Array(40));
    await first.close();
    const second = await openPartialMap(path, { ...init, key: 'two' });
    expect(second.rows).toBe(0);
    await second.close();
    expect(statSync(path).size).toBe(4);
  });

  it('holds two bytes a pixel for many labels', async () => {
    using folder = new WorkFolder();
    const path = join(folder.path, 'a.partial');
    const map = await openPartialMap(path, { ...init, bytesPerPixel: 2 });
    await map.append(Uint16Array.of(1, 300, 65_000, 4));
    expect(map.rows).toBe(1);
    expect(await contentOf(map)).toEqual([1, 300, 65_000, 4]);
    await map.close();
  });
});
