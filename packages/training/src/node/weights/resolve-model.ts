import { createModelStore } from '@langseg/adapter-node';
import type { AssetStore, RunOptions } from '@langseg/core';

/** Finds a model bundle by what a recipe calls it. */
export type ResolveModel = (ref: string, options: RunOptions) => Promise<AssetStore>;

/** Folders, addresses and hub ids, as `createModelStore` knows them. */
export const resolveFromStore: ResolveModel = (ref, options) => createModelStore().resolve(ref, options);
