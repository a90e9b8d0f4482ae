import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { licenceTable, productionPackages } from './production-licences.js';
import { workspaceRoot } from './workspace-packages.js';

const page = `${workspaceRoot}docs/licences.md`;
const table = /(<!-- licences: .*-->\n)[^]*?(\n<!-- end of licences -->)/;
const packages = productionPackages();

it('docs/licences.md lists what an installation may bring; to update it, run this test with -u', async () => {
  const text = readFileSync(page, 'utf8').replace(
    table,
    (_, begin, end) => `${begin}\n${licenceTable(packages)}\n${end}`,
  );
  const updated = await format(text, { ...(await resolveConfig(page)), filepath: page });
  expect(updated).toMatch(table);
  await expect(updated).toMatchFileSnapshot(page);
});

it('every licence is one that we know the duties of', () => {
  const permissive =
    /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|\(BSD-3-Clause OR GPL-2\.0\)|\(Apache-2\.0 AND BSD-3-Clause\)|\(MIT OR CC0-1\.0\)|\(MIT AND Zlib\)|MIT AND BSD-3-Clause|CC0-1\.0|OFL-1\.1)$/;
  // HDF5, under terms of NIST and the HDF Group that ask for no more than their notices: said in NOTICE.
  const hdf5 = 'h5wasm';
  const others = packages.filter(({ name, licence }) => name !== hdf5 && !permissive.test(licence));
  expect(others.length).toBeGreaterThan(5);
  // libvips, and sharp's builds that contain it: said in NOTICE.
  for (const { name, licence } of others) {
    expect(name).toMatch(/^@img\/sharp-/);
    expect(licence).toContain('LGPL-3.0-or-later');
  }
  const notice = readFileSync(`${workspaceRoot}NOTICE`, 'utf8');
  expect(notice).toContain('LGPL-3.0-or-later');
  expect(notice).toContain('@img/sharp-libvips');
  expect(notice).toContain(hdf5);
});

it('install scripts, which nothing needs, are named', () => {
  const notice = readFileSync(`${workspaceRoot}docs/licences.md`, 'utf8');
  for (const { name, hasInstallScript } of packages)
    if (hasInstallScript) expect(notice).toMatch(new RegExp(`\`${name}\`[^|]*script`));
});
