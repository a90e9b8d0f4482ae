import { openCheckpointIn, type FileFolder } from '@langseg/checkpoints';
import { bytesPerElement, counted, sourceSize } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Inspection } from './inspection.js';

/** Format, tensors and other contents of a checkpoint. */
export async function inspectCheckpoint(
  folder: FileFolder,
  fileBytes: number | undefined,
): Promise<Inspection> {
  const checkpoint = await openCheckpointIn(folder);
  const { format, tensors, allTensors, stateDicts, objects, refused, metadata } = checkpoint;
  // Files of trainers often hold nothing but dicts at the top: the largest of them is the network.
  const [largest = tensors] = [...stateDicts.values()].sort((a, b) => b.size - a.size);
  const listed = tensors.size > 0 ? tensors : largest;
  const rows = [...listed].map(([name, tensor]) => ({
    name,
    dtype: tensor.dtype,
    shape: tensor.shape,
    bytes: sourceSize(tensor) * bytesPerElement(tensor.dtype),
  }));
  const totals = {
    tensors: rows.length,
    parameters: [...listed.values()].reduce((sum, tensor) => sum + sourceSize(tensor), 0),
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
  };
  const others = Math.max(0, allTensors.size - listed.size);
  const dicts = [...stateDicts].filter(([key]) => key !== '');
  const facts = {
    kind: 'checkpoint',
    format,
    fileBytes,
    totals,
    otherTensors: others,
    stateDicts: dicts.map(([key, members]) => ({ key, tensors: members.size })),
    otherEntries: [...objects.keys()],
    metadata: Object.fromEntries(metadata),
    refused,
    tensors: rows,
  };
  return {
    facts,
    toText(colors) {
      const table = plainTable(
        rows.map(({ name, dtype, shape, bytes }) => [
          printable(name),
          dtype,
          `[${shape.join(', ')}]`,
          prettyBytes(bytes),
        ]),
        ['left', 'left', 'left', 'right'],
      );
      const notes = [
        others > 0 && `${others} further tensors outside the state dict`,
        dicts.length > 0 &&
          `weights under ${dicts.map(([key, members]) => `${printable(key)} (${members.size})`).join(', ')}`,
        objects.size > 0 && `other entries: ${[...objects.keys()].map((key) => printable(key)).join(', ')}`,
        metadata.size > 0 && `metadata: ${[...metadata.keys()].map((key) => printable(key)).join(', ')}`,
        refused.length > 0 &&
          `not built from the pickle: ${refused.map((name) => printable(name)).join(', ')}`,
      ].filter((note) => note !== false);
      const { parameters, bytes } = totals;
      return [
        `${colors.bold(format)}${fileBytes === undefined ? '' : `, ${prettyBytes(fileBytes)}`}`,
        table,
        `${counted(rows.length, 'tensor')}, ${parameters.toLocaleString('en')} values, ${prettyBytes(bytes)}`,
        ...notes.map((note) => colors.dim(note)),
      ].join('\n');
    },
  };
}
