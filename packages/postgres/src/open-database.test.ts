import type { Extension } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres, type TestPostgres } from '@langseg/postgres-testing';
import { openDatabase, type Database } from './index.js';

const programs = findPostgres();
let scratch: string;
let server: TestPostgres | undefined;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'database-'));
  server = programs === undefined ? undefined : await startPostgres(programs);
}, 120_000);
afterAll(async () => {
  await server?.remove();
  await rm(scratch, { recursive: true });
});

const kinds = [
  ['a folder', () => join(scratch, 'shared')] as const,
  ...(programs === undefined ? [] : [['a server', () => server!.url] as const]),
];

describe.each(kinds)('%s', (_kind, address) => {
  let database: Database;
  beforeAll(async () => void (database = await openDatabase(address())), 120_000);
  afterAll(() => database.close());

  it('gives values back as the same JavaScript', async () => {
    const { rows } = await database.query(
      `select 5::int8 as a, 9007199254740993::int8 as b, '{"x": [1]}'::jsonb as c, $1::bytea as d, $2::timestamptz as e,
              $3::text[] as f, count(*) as g, null as h, 1.5::float4 as i, true as j from (values (1), (2)) v`,
      [Uint8Array.of(0, 255), new Date(1e12), ['x', 'y "z"', '{}']],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      a: 5,
      b: 9007199254740993n,
      c: { x: [1] },
      e: new Date(1e12),
      f: ['x', 'y "z"', '{}'],
      g: 2,
      h: null,
      i: 1.5,
      j: true,
    });
    expect([...(rows[0].d as Uint8Array)]).toEqual([0, 255]);
  });

  it('counts rows, and keeps those of a transaction together', async () => {
    await database.exec('create table t (x int primary key); insert into t values (1), (2)');
    expect((await database.query('update t set x = x + 10')).count).toBe(2);
    const failing = database.transaction(async ({ query }) => {
      await query('insert into t values (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow(/^no$/);
    const kept = await database.transaction(async ({ query }) => (await query('select x from t')).rows);
    expect(kept).toEqual([{ x: 11 }, { x: 12 }]);
  });

  it('says what it does not accept', async () => {
    await expect(database.query('select nonsense')).rejects.toMatchObject({
      code: 'DATABASE_FAILED',
      message: expect.stringContaining('column "nonsense" does not exist'),
      context: { reason: 'query', database: database.name },
    });
    await expect(database.exec('create extension "no-such"')).rejects.toMatchObject({
      context: { reason: 'extension' },
    });
  });

  it('is closed once, however often it is asked', async () => {
    const other = await openDatabase(
      address().startsWith('postgres') ? address() : join(scratch, 'shared'),
      {},
    ).catch((error: unknown) => error);
    if (database.kind === 'folder')
      return expect(other).toMatchObject({ code: 'DATABASE_FAILED', context: { reason: 'busy' } });
    await (other as Database).close();
    await (other as Database).close();
  });
});

it('a folder gets the extensions that it is asked for', async () => {
  const vector = async (): Promise<Extension> => (await import('@electric-sql/pglite-pgvector')).vector;
  const database = await openDatabase(join(scratch, 'shared'), { extensions: { vector } });
  const { rows } = await database.query("select '[1,2]'::vector <-> $1::vector as distance", ['[1,4]']);
  expect(rows).toEqual([{ distance: 2 }]);
  await database.close();
});

it('a database that is not there, and an address that is none, are told apart', async () => {
  await expect(openDatabase(join(scratch, 'none'), { create: false })).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    context: { reason: 'missing' },
  });
  await expect(openDatabase('postgres://me:secret@127.0.0.1:1/x')).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    message: expect.not.stringContaining('secret'),
    context: { reason: 'unreachable', database: 'postgres://me@127.0.0.1:1/x' },
  });
  for (const address of ['mysql://me:secret@host/x', ''])
    await expect(openDatabase(address)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.not.stringContaining('secret'),
    });
  await expect(openDatabase('postgres://me:se/cr@et@h:x/')).rejects.toMatchObject({ code: 'USAGE' });
});

it('a folder of another version, or of other files, is left alone', async () => {
  const other = join(scratch, 'other');
  await mkdir(join(other, 'data'), { recursive: true });
  await writeFile(join(other, 'data', 'PG_VERSION'), '14\n');
  await expect(openDatabase(other)).rejects.toMatchObject({
    context: { reason: 'version' },
    message: expect.stringContaining('PostgreSQL 14'),
  });
  expect(await readdir(other)).toEqual(['data']);
  const photos = join(scratch, 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'cow.jpg'), '');
  await expect(openDatabase(photos)).rejects.toMatchObject({ context: { reason: 'refused' } });
  expect(await readdir(photos)).toEqual(['cow.jpg']);
});
