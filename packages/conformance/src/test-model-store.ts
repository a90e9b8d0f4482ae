import type { AssetStore, RunOptions } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { expectBytes } from './support/expect-bytes.js';
import { expectError } from './support/expect-error.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { withInstance } from './support/with-instance.js';

/** What all stores of downloaded models can do, whatever else they offer. */
export interface CachingModelStore {
  resolve(
    ref: string,
    options?: RunOptions & { readonly onProgress?: (event: { readonly status: string }) => void },
  ): Promise<AssetStore>;
  /** The models that are kept, with the files of each by path. */
  list(): Promise<readonly KeptModel[]>;
  /** @param id from {@link list}. */
  remove(id: string): Promise<unknown>;
}

/** A model that a store keeps. */
export interface KeptModel {
  readonly id: string;
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}

/** Setup of {@link testModelStore}. A fresh store keeps no model. */
export interface ModelStoreSetup extends SuiteSetup<CachingModelStore> {
  /** Files of a bundle, by path. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Names the bundle with these files. */
  readonly ref: () => string;
  /** Names a bundle that is not there. */
  readonly missing: () => string;
  /** Names a bundle of which a file doesn't have the SHA-256 that its `config.json` says. */
  readonly spoilt: () => string;
}

/** Registers the tests that every store of downloaded models must pass. */
export function testModelStore(setup: ModelStoreSetup): void {
  const { files, ref, missing, spoilt } = setup;

  /** Reads every file, since stores may download them only then. */
  async function readAll(store: CachingModelStore, model: string): Promise<void> {
    const assets = await store.resolve(model);
    for (const path of Object.keys(files)) await assets.read(path);
  }

  describe('model store conformance', () => {
    it('downloads every file as it is, again and again', () =>
      withInstance(setup, async (store) => {
        for (const _ of [1, 2]) {
          const assets = await store.resolve(ref());
          for (const [path, bytes] of Object.entries(files))
            expectBytes(await assets.read(path), bytes, path);
        }
      }));

    it('keeps a model once', () =>
      withInstance(setup, async (store) => {
        expect(await store.list()).toEqual([]);
        await readAll(store, ref());
        await readAll(store, ref());
        const kept = await store.list();
        expect(kept).toHaveLength(1);
        for (const [path, { bytes }] of Object.entries(kept[0].files))
          expect(bytes, path).toBe(files[path].length);
      }));

    it('forgets a model that is removed, and downloads it again', () =>
      withInstance(setup, async (store) => {
        await readAll(store, ref());
        const [{ id }] = await store.list();
        await store.remove(id);
        expect(await store.list()).toEqual([]);
        await readAll(store, ref());
        expect(await store.list()).toHaveLength(1);
      }));

    it('rejects a model that is not there, and keeps nothing of it', () =>
      withInstance(setup, async (store) => {
        await expectError(() => store.resolve(missing()), 'NOT_FOUND', 'NETWORK_FAILED');
        expect(await store.list()).toEqual([]);
      }));

    it('rejects a file that has another hash with HASH_MISMATCH', () =>
      withInstance(setup, async (store) => {
        await expectError(() => readAll(store, spoilt()), 'HASH_MISMATCH');
      }));

    it('rejects with ABORTED when the signal has fired before, and keeps nothing', () =>
      withInstance(setup, async (store) => {
        await expectError(() => store.resolve(ref(), { signal: AbortSignal.abort() }), 'ABORTED');
        expect(await store.list()).toEqual([]);
      }));

    it('tells how far a download is', () =>
      withInstance(setup, async (store) => {
        const seen: string[] = [];
        const onProgress = ({ status }: { readonly status: string }) => seen.push(status);
        const assets = await store.resolve(ref(), { onProgress });
        for (const path of Object.keys(files)) await assets.read(path);
        expect(seen.length).toBeGreaterThan(0);
      }));
  });
}
