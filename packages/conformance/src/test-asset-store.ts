import type { AssetStore, ModelSource } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { expectBytes } from './support/expect-bytes.js';
import { expectError } from './support/expect-error.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testAssetStore}. */
export interface AssetStoreSetup extends SuiteSetup<AssetStore> {
  /** What the store holds, by path. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Path of the file that is opened as a model. */
  readonly model: string;
  /** Reads a model's file, for stores that give paths. Default: such models are not read. */
  readonly readFile?: (path: string) => Promise<Uint8Array>;
}

/** Paths that lead out of a bundle, on one system or another. */
const outside = ['../secret', 'onnx/../../secret', '/etc/hosts', 'C:\\secret', '..\\secret'];

/** Registers the tests that every `AssetStore` must pass. */
export function testAssetStore(setup: AssetStoreSetup): void {
  const { files, model } = setup;

  describe('asset store conformance', () => {
    it('says where it is', () =>
      withInstance(setup, async ({ location }) => {
        expect(location).toMatch(/\S/);
      }));

    it('reads every file as it is', () =>
      withInstance(setup, async (store) => {
        for (const [path, bytes] of Object.entries(files)) expectBytes(await store.read(path), bytes, path);
      }));

    it('gives every reader bytes of its own', () =>
      withInstance(setup, async (store) => {
        for (const [path, bytes] of Object.entries(files)) {
          (await store.read(path)).fill(0);
          expectBytes(await store.read(path), bytes, path);
        }
      }));

    it('rejects a file that it has not with NOT_FOUND', () =>
      withInstance(setup, async (store) => {
        for (const path of ['absent.json', 'onnx/absent.onnx', 'constructor'])
          for (const call of ['read', 'model'] as const)
            await expectError(() => store[call](path), 'NOT_FOUND');
      }));

    it.each(outside)('reads nothing outside: %s', (path) =>
      withInstance(setup, async (store) => {
        for (const call of ['read', 'model'] as const)
          await expectError(() => store[call](path), 'FILE_UNSAFE', 'NOT_FOUND');
      }),
    );

    it('opens a model with the bytes of its file', () =>
      withInstance(setup, async (store) => {
        const bytes = await bytesOf(await store.model(model), setup.readFile);
        if (bytes) expectBytes(bytes, files[model], model);
      }));
  });
}

async function bytesOf(
  source: ModelSource,
  readFile: AssetStoreSetup['readFile'],
): Promise<Uint8Array | undefined> {
  return source.kind === 'bytes' ? source.model : readFile?.(source.path);
}
