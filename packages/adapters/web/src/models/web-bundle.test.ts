import { bundle, bundleFiles, sha256 } from '@langseg/model-testing';
import { describe, expect, it } from 'vitest';
import { createWebModelStore } from './create-web-model-store.js';
import { bundleFromFiles, type FileAtPath } from './web-bundle.js';

const store = createWebModelStore({ cache: 'memory' });

function dropped(root: string, files: Readonly<Record<string, Uint8Array>> = bundle()): FileAtPath[] {
  return Object.entries(files).map(([path, bytes]) => ({
    path: root + path,
    file: new File([bytes as Uint8Array<ArrayBuffer>], path.split('/').at(-1)!),
  }));
}

describe('a bundle of files that a person chose', () => {
  it('is found in a folder and read in place', async () => {
    const found = bundleFromFiles([...dropped('models/tiny/'), ...dropped('models/tiny/old/v1/')]);
    expect(found.name).toBe('tiny');
    const assets = await store.resolve(found);
    expect(sha256(await assets.read('onnx/model.onnx_data'))).toBe(
      sha256(bundleFiles['onnx/model.onnx_data']),
    );
    expect(await store.list()).toEqual([]);
  });

  it('knows the paths of a folder that was picked', () => {
    const picked = dropped('tiny/').map(({ path, file }) =>
      Object.defineProperty(file, 'webkitRelativePath', { value: path }),
    );
    expect(Object.keys(bundleFromFiles(picked).files)).toEqual(Object.keys(bundle()));
  });

  it('must have a config.json, all of its files, and the right ones', async () => {
    expect(() => bundleFromFiles(dropped('', bundleFiles))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    const { 'onnx/model.onnx': _, ...incomplete } = bundle();
    await expect(store.resolve(bundleFromFiles(dropped('', incomplete)))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      context: { file: 'onnx/model.onnx' },
    });
    const short = { ...bundle(), 'onnx/model.onnx': new Uint8Array(1) };
    await expect(store.resolve(bundleFromFiles(dropped('', short)))).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
    });
    const wrong = { ...bundle(), 'onnx/model.onnx': new TextEncoder().encode('grapH') };
    const assets = await store.resolve(bundleFromFiles(dropped('', wrong)));
    await expect(assets.read('onnx/model.onnx')).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
  });
});
