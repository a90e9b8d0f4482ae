import type { FileSource } from '@langseg/adapters/node';
import { openCheckpoint } from '@langseg/checkpoints';
import { bytesPerElement, sourceSize } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Inspection } from './inspect.js';

/** Format, tensors and other contents of a checkpoint. */
export async function inspectCheckpoint(source: FileSource): Promise<Inspection> {
  const { format, tensors, allTensors, objects, refused, metadata } = await openCheckpoint(source);
  const rows = [...tensors].map(([name, tensor]) => ({
    name,
    dtype: tensor.dtype,
    shape: tensor.shape,
    bytes: sourceSize(tensor) * bytesPerElement(tensor.dtype),
  }));
  const totals = {
    tensors: rows.length,
    parameters: [...tensors.values()].reduce((sum, tensor) => sum + sourceSize(tensor), 0),
    bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
  };
  const others = Math.max(0, allTensors.size - tensors.size);
  const facts = {
    kind: 'checkpoint',
    format,
    fileBytes: source.size,
    totals,
    otherTensors: others,
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
        objects.size > 0 && `other entries: ${[...objects.keys()].map((key) => printable(key)).join(', ')}`,
        metadata.size > 0 && `metadata: ${[...metadata.keys()].map((key) => printable(key)).join(', ')}`,
        refused.length > 0 &&
          `not built from the pickle: ${refused.map((name) => printable(name)).join(', ')}`,
      ].filter((note) => note !== false);
      const { parameters, bytes } = totals;
      return [
        `${colors.bold(format)}, ${prettyBytes(source.size)}`,
        table,
        `${rows.length} tensors, ${parameters.toLocaleString('en')} values, ${prettyBytes(bytes)}`,
        ...notes.map((note) => colors.dim(note)),
      ].join('\n');
    },
  };
}
