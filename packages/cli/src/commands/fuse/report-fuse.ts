import { colorAt, counted } from '@langseg/core';
import type { MapContent, SkippedFrame } from '@langseg/mapping';
import { hexColor } from '../../terminal/hex-color.js';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** What `langseg fuse` has done. */
export interface FuseFacts {
  readonly scene: string;
  readonly content: MapContent;
  readonly skipped: readonly SkippedFrame[];
  readonly files: readonly string[];
}

/** Prints a point cloud's size, its words by number of points, and its files. */
export async function reportFuse(
  { scene, content: { map, labelled }, skipped, files }: FuseFacts,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const points = map.weights.length;
  const counts = new Float64Array(labelled?.labels.length ?? 0);
  for (const label of labelled?.labelMap ?? []) counts[label]++;
  const words = (labelled?.labels ?? []).map((label, index) => ({
    label,
    color: [...colorAt(labelled!.palette, index)],
    points: counts[index],
    share: counts[index] / points,
  }));
  if (json)
    return terminal.printJson({
      scene,
      frames: { used: map.frames.length, skipped },
      points,
      voxelSize: map.voxelSize,
      dim: map.dim,
      ...(labelled && { labels: words }),
      files,
    });
  const { colors } = terminal;
  const facts = `${counted(map.frames.length, 'frame')}, ${counted(points, 'point')} in voxels of ${map.voxelSize} m, vectors of ${map.dim}`;
  const rows = words
    .filter((word) => word.points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ label, color, share }) => [
      hexColor(color),
      printable(label, 40),
      `${(100 * share).toFixed(1)} %`,
    ]);
  const lines = [
    `${colors.bold(printable(scene))}  ${colors.dim(facts)}`,
    ...(rows.length > 0 ? [plainTable(rows, ['left', 'left', 'right']).replace(/^/gm, '  ')] : []),
    colors.dim(`  → ${files.map((file) => printable(file)).join(', ')}`),
  ];
  await terminal.print(lines.join('\n'));
}
