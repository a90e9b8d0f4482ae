import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classNames, offeredNames } from './offered-names.js';

it('are those of photo sets and teachers, with their other words', async () => {
  const run = mkdtempSync(join(tmpdir(), 'langseg-'));
  try {
    const write = (name: string, value: unknown) => writeFileSync(join(run, name), JSON.stringify(value));
    for (const folder of ['set', 'teacher']) mkdirSync(join(run, folder));
    write('set/classes.json', { classes: ['tvmonitor'] });
    write('teacher/teacher.json', { classes: [null, 'wall'] });
    const data = {
      train: [{ path: join(run, 'set'), labelOptions: { names: { tvmonitor: 'television' } } }],
    };
    write('recipe.json', { data });
    expect([...(await offeredNames(run))]).toEqual(['tvmonitor', 'television']);
    const labelOptions = { synonyms: { wall: ['walls'] }, broader: { wall: ['structure'] } };
    write('recipe.json', { data, teaching: { teachers: [{ path: join(run, 'teacher'), labelOptions }] } });
    expect([...(await offeredNames(run))].slice(2)).toEqual(['wall', 'walls', 'structure']);
    expect([...(await classNames(run))]).toEqual(['television', 'wall']);
  } finally {
    rmSync(run, { recursive: true });
  }
});
