import type { AssetStore } from '@langseg/core';
import { decodeModel, type Graph } from '@langseg/onnx-graph';

/**
 * A graph of a bundle, whose weights are read when they are wanted.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`, `GRAPH_INVALID`.
 */
export async function readGraph(assets: AssetStore, path: string): Promise<Graph> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // Read once, when the first weight is wanted; all the weights of a model lie in one file.
  const external = new Map<string, Promise<Uint8Array>>();
  const readExternal = async (location: string, offset: number, length: number) => {
    const reading = external.get(location) ?? assets.read(`${folder}${location}`);
    external.set(location, reading);
    return (await reading).slice(offset, offset + length);
  };
  return decodeModel(await assets.read(path), { readExternal });
}
