import { colorAt } from '@langseg/core';
import type { GeoMap } from '@langseg/geo';
import { plainTable } from '../../terminal/plain-table.js';
import { hexColor } from '../../terminal/hex-color.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** What `langseg geo` has done with a picture. */
export interface GeoFacts {
  readonly path: string;
  readonly map: GeoMap;
  readonly files: readonly string[];
}

/** Prints the labels of a picture by their share of the pixels that have a value, and its files. */
export async function reportGeo(
  { path, map, files }: GeoFacts,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const { width, height, labels, palette, labelMap, noData, geo } = map;
  const counts = new Float64Array(noData + 1);
  for (const value of labelMap) counts[value]++;
  const valid = Math.max(1, labelMap.length - counts[noData]);
  const rows = labels.map((label, index) => ({
    label,
    color: [...colorAt(palette, index)],
    pixels: counts[index],
    share: counts[index] / valid,
  }));
  const crs = geo.epsg === undefined ? undefined : `EPSG:${geo.epsg}`;
  if (json)
    return terminal.printJson({
      image: path,
      width,
      height,
      crs,
      missing: counts[noData],
      labels: rows,
      files,
    });
  const { colors } = terminal;
  const shown = rows.filter(({ pixels }) => pixels > 0).sort((a, b) => b.pixels - a.pixels);
  const table = shown.map(({ label, color, share }) => [
    hexColor(color),
    printable(label, 40),
    `${(100 * share).toFixed(1)} %`,
  ]);
  const lines = [
    `${colors.bold(printable(path))}  ${colors.dim(`${width} × ${height}, ${crs ?? 'a system without a number'}`)}`,
    ...(table.length > 0 ? [plainTable(table, ['left', 'left', 'right']).replace(/^/gm, '  ')] : []),
    colors.dim(`  → ${files.map((file) => printable(file)).join(', ')}`),
  ];
  await terminal.print(lines.join('\n'));
}
