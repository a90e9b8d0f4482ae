import type { Queries } from '@langseg/postgres';

/** Everything of a set of embeddings is in a schema of its own, beside whatever else the database holds. */
export const schema = 'langseg_embeddings';

/**
 * Makes the tables of a set where they are missing.
 *
 * Regions hold the vectors, codes a bit for the sign of each of their numbers, which is what a search looks through first.
 *
 * @param dim numbers of a vector.
 * @throws LangSegError `DATABASE_FAILED`.
 */
export async function createSchema(queries: Queries, dim: number): Promise<void> {
  await queries.exec(`
    create schema if not exists ${schema};
    create table if not exists ${schema}.note (
      id int primary key default 1 check (id = 1),
      note text not null,
      centre halfvec(${dim}),
      centred_on bigint not null default 0
    );
    create table if not exists ${schema}.photos (
      id bigint generated always as identity primary key,
      name text not null,
      source text not null unique,
      bytes bigint not null,
      changed double precision not null,
      width int not null,
      height int not null,
      rows int not null,
      columns int not null,
      cells bytea not null,
      regions int not null,
      coded boolean not null default false
    );
    create index if not exists photos_name on ${schema}.photos (name);
    create index if not exists photos_not_coded on ${schema}.photos (id) where not coded;
    create table if not exists ${schema}.regions (
      id bigint generated always as identity primary key,
      photo bigint not null references ${schema}.photos on delete cascade,
      region int not null,
      vector halfvec(${dim}) not null
    );
    create index if not exists regions_photo on ${schema}.regions (photo);
    create table if not exists ${schema}.codes (
      id bigint primary key,
      code bit(${dim}) not null
    );`);
}
