import { toBinary } from '@bufbuild/protobuf';
import { LangSegError, throwIfAborted, toBytes, type ExternalData, type ModelSource } from '@langseg/core';
import { ModelProtoSchema } from 'onnx-buf';
import type { Graph, Initializer } from '../graph/graph.js';
import { byteLength, toModelProto, type DataPlacement } from './to-proto.js';

/** Receives the bytes of a file in order. */
export type ByteSink = (chunk: Uint8Array) => Promise<void>;

/** Page-aligned tensors can be memory-mapped by the runtime one by one. */
const alignment = 4096;

function isInline(initializer: Initializer): boolean {
  return initializer.value !== undefined;
}

async function loadBytes(name: string, initializer: Initializer): Promise<Uint8Array> {
  const bytes = toBytes((await initializer.load()).data);
  const expected = byteLength(initializer);
  if (bytes.byteLength !== expected)
    throw new LangSegError(
      'GRAPH_INVALID',
      `The weight "${name}" is declared as ${initializer.dtype}[${initializer.shape.join(', ')}], ${expected} bytes, but loads ${bytes.byteLength}.`,
      { name, expected, found: bytes.byteLength },
    );
  return bytes;
}

/**
 * A graph as bytes in memory, ready for `Runtime.load`: the message, and each weight as external data of its own, so
 * that weights are never copied into one buffer and size does not matter.
 *
 * @throws LangSegError `ABORTED`, `GRAPH_INVALID` when a weight loads other data than its shape says, and whatever
 * the weights throw.
 */
export async function encodeModel(
  graph: Graph,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Extract<ModelSource, { kind: 'bytes' }>> {
  const placements = new Map<string, DataPlacement>();
  const externalData: ExternalData[] = [];
  for (const [name, initializer] of graph.initializers) {
    if (isInline(initializer)) continue;
    throwIfAborted(options.signal);
    const data = await loadBytes(name, initializer);
    placements.set(name, { location: name, offset: 0, length: data.byteLength });
    externalData.push({ path: name, data });
  }
  return { kind: 'bytes', model: toBinary(ModelProtoSchema, toModelProto(graph, placements)), externalData };
}

/**
 * Writes a graph as an `.onnx` file and one external data file, holding one weight in memory at a time.
 *
 * @param sinks.twin receives the message of `options.twin`.
 * @param options.dataLocation name of the data file as the `.onnx` file refers to it (a sibling file's name).
 * @param options.twin another graph on the same weights, or some of them, written as a message that refers to the same data file.
 * @param options.onProgress called after each weight with bytes written so far and in all.
 * @throws LangSegError `ABORTED`, `GRAPH_INVALID` when a weight loads other data than its shape says, and whatever
 * the weights or the sinks throw.
 */
export async function writeModel(
  graph: Graph,
  sinks: { readonly model: ByteSink; readonly data: ByteSink; readonly twin?: ByteSink },
  options: {
    readonly dataLocation: string;
    readonly twin?: Graph;
    readonly signal?: AbortSignal;
    readonly onProgress?: (written: number, total: number) => void;
  },
): Promise<void> {
  const placements = new Map<string, DataPlacement>();
  let end = 0;
  for (const [name, initializer] of graph.initializers) {
    if (isInline(initializer)) continue;
    const offset = Math.ceil(end / alignment) * alignment;
    const length = byteLength(initializer);
    placements.set(name, { location: options.dataLocation, offset, length });
    end = offset + length;
  }
  await sinks.model(toBinary(ModelProtoSchema, toModelProto(graph, placements)));
  if (options.twin) await sinks.twin?.(toBinary(ModelProtoSchema, toModelProto(options.twin, placements)));

  let position = 0;
  for (const [name, { offset, length }] of placements) {
    throwIfAborted(options.signal);
    if (offset > position) await sinks.data(new Uint8Array(offset - position));
    await sinks.data(await loadBytes(name, graph.initializers.get(name)!));
    position = offset + length;
    options.onProgress?.(position, end);
  }
}
