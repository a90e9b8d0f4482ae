/** Searches words among synthetic region vectors in a database, and says how long it takes and what it finds. */
import { parseArgs } from 'node:util';
import { createEmbeddings } from '@langseg/embeddings';
import { openDatabase } from '@langseg/postgres';
import { normal, unitVectors } from './src/search/synthetic-vectors.js';

const usage = `npm run benchmarks:search -- --place FOLDER|postgres://… [--regions 1000000] [--dim 512] [--words 12]

The place must be empty: it is filled with random vectors.`;

const { values } = parseArgs({
  options: {
    place: { type: 'string' },
    regions: { type: 'string', default: '1000000' },
    dim: { type: 'string', default: '512' },
    words: { type: 'string', default: '12' },
  },
});
const { place } = values;
const [regions, dim, words] = [values.regions, values.dim, values.words].map(Number);
if (place === undefined) {
  console.error(usage);
  process.exit(2);
}

/** Vectors that others are mixed from, around so many things that photos show. */
const [seeds, concepts] = [6000, 2000];
const perPhoto = 32;
const sha256 = '0'.repeat(64);
const schema = 'langseg_embeddings';

const set = await createEmbeddings(
  place,
  {
    version: 1,
    model: { name: 'synthetic', sha256 },
    ...{ dim, vectors: 'regions', precision: 'float16', settings: {} },
  },
  { format: 'database' },
);
await set.close();

const random = normal(1);
const shared = unitVectors(1, dim, random)[0];
const gap = unitVectors(1, dim, random)[0];
const things = unitVectors(concepts, dim, random);
const noise = 1 / Math.sqrt(dim);
const near = (thing: Float32Array, offset: Float32Array): Float32Array =>
  thing.map((value, d) => 0.7 * value + 0.6 * offset[d] + 0.6 * noise * random());
const textOf = (vector: Float32Array): string =>
  `[${Array.from(vector, (value) => value.toFixed(5)).join(',')}]`;

await timed('fill', fill);
const opened = await createEmbeddings(
  place,
  {
    version: 1,
    model: { name: 'synthetic', sha256 },
    ...{ dim, vectors: 'regions', precision: 'float16', settings: {} },
  },
  { format: 'database', resume: true },
);
await timed('prepare (finish)', () => opened.finish());
await opened.search({ vector: things[0], model: sha256 });

const times = { codes: [] as number[], exact: [] as number[] };
const cpu = { codes: [] as number[], exact: [] as number[] };
let [found, wanted] = [0, 0];
for (let i = 0; i < words; i++) {
  const query = { vector: near(things[(i * 151) % concepts], gap), model: sha256 };
  const names: Record<string, string[]> = {};
  for (const kind of ['codes', 'exact'] as const) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    const matches = await opened.search(query, { count: 10, exact: kind === 'exact' });
    times[kind].push(performance.now() - start);
    cpu[kind].push(process.cpuUsage(used).user / 1000);
    names[kind] = matches.map(({ name }) => name);
  }
  wanted += names.exact.length;
  found += names.exact.filter((name) => names.codes.includes(name)).length;
}
for (const kind of ['codes', 'exact'] as const)
  console.log(
    `${kind}: median ${median(times[kind])} ms, longest ${Math.round(Math.max(...times[kind]))} ms, this process' CPU ${median(cpu[kind])} ms`,
  );
console.log(`recall of the 10 best photos: ${((100 * found) / wanted).toFixed(1)} %`);
console.log(`memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);
await opened.close();

async function fill(): Promise<void> {
  const database = await openDatabase(place!, {
    extensions: { vector: async () => (await import('@electric-sql/pglite-pgvector')).vector },
  });
  try {
    await database.exec(`create table seeds (id int primary key, vector halfvec(${dim}))`);
    for (let first = 0; first < seeds; first += 500) {
      const texts = Array.from({ length: 500 }, (_, i) =>
        textOf(near(things[(first + i) % concepts], shared)),
      );
      await database.query(
        `insert into seeds select $1 + place, l2_normalize(text::halfvec(${dim})) from unnest($2::text[]) with ordinality as t (text, place)`,
        [first, texts],
      );
    }
    const photos = Math.ceil(regions / perPhoto);
    await database.query(
      `insert into ${schema}.photos (name, source, bytes, changed, width, height, rows, columns, cells, regions)
       select 'photo ' || i, '/photos/' || i, 1, 1, 640, 480, 4, 8, $2::bytea, ${perPhoto} from generate_series(1, $1::int) i`,
      [photos, Uint8Array.from({ length: perPhoto }, (_, i) => i)],
    );
    const weight = `[${Array.from({ length: dim }, () => 0.4).join(',')}]`;
    for (let first = 0; first < photos; first += 1000)
      await database.query(
        `insert into ${schema}.regions (photo, region, vector)
         select photos.id, region, l2_normalize(a.vector + b.vector * $3::text::halfvec(${dim}))
         from ${schema}.photos, generate_series(0, ${perPhoto - 1}) region, seeds a, seeds b
         where photos.id > $1 and photos.id <= $2
           and a.id = 1 + abs(hashint8(photos.id * ${perPhoto} + region)::bigint) % ${seeds}
           and b.id = 1 + abs(hashint8(photos.id * ${perPhoto} + region + 1000000007)::bigint) % ${seeds}`,
        [first, first + 1000, weight],
      );
    await database.exec(`drop table seeds; analyze ${schema}.regions`);
    const { rows } = await database.query<{ size: string }>(
      `select pg_size_pretty(pg_total_relation_size('${schema}.regions')) as size`,
    );
    console.log(`${photos * perPhoto} regions of ${photos} photos, ${dim} numbers each: ${rows[0].size}`);
  } finally {
    await database.close();
  }
}

async function timed(name: string, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function median(numbers: readonly number[]): number {
  return Math.round([...numbers].sort((a, b) => a - b)[numbers.length >> 1]);
}
