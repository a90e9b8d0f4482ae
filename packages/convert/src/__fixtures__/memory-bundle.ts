import { createHash } from 'node:crypto';
import { LangSegError, type AssetStore } from '@langseg/core';
import { externalLocations } from '@langseg/onnx-graph';
import type { BundleWriter } from '../bundle/bundle-writer.js';

/** A bundle in memory: written to like a folder, read from like one. */
export class MemoryBundle implements BundleWriter, AssetStore {
  readonly location = 'memory';
  readonly files = new Map<string, Uint8Array>();

  async write(path: string, fill: (sink: (chunk: Uint8Array) => Promise<void>) => Promise<void>) {
    const chunks: Uint8Array[] = [];
    await fill(async (chunk) => void chunks.push(chunk.slice()));
    const content = Buffer.concat(chunks);
    this.files.set(path, new Uint8Array(content));
    return { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
  }

  async read(path: string): Promise<Uint8Array> {
    const content = this.files.get(path);
    if (!content) throw new LangSegError('NOT_FOUND', `No ${path} here.`);
    return content;
  }

  async model(path: string) {
    const model = await this.read(path);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const externalData = [];
    for (const location of externalLocations(model))
      externalData.push({ path: location, data: await this.read(folder + location) });
    return { kind: 'bytes', model, externalData } as const;
  }

  /** A JSON file of the bundle. */
  json(path: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.files.get(path)));
  }
}
