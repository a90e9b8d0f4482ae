import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { cocoAnnotations } from '../export/coco-annotations.js';
import { filesInMemory, openFileBox } from './file-box.js';
import { mergeCoco, type CocoFile } from './merge-coco.js';
import { filesOf, freeName, readFacts } from './project-photo.js';
import { projectZip } from './project-zip.js';

const cow = { word: 'cow', color: '#ff0000' };
const sky = { word: 'sky', color: '#0000ff' };
const coco = (name: string, categories: readonly (typeof cow)[]) =>
  cocoAnnotations(name, { width: 2, height: 1, labelMap: Uint8Array.of(0, 1) }, categories);

/** A folder of the browser's file system. */
function storage({ isWritable = true } = {}) {
  const files = new Map<string, Blob>();
  const directory = {
    getDirectoryHandle: async () => directory,
    async getFileHandle(name: string, { create = false } = {}) {
      if (!create && !files.has(name)) throw new DOMException('There is no such file.', 'NotFoundError');
      let next = new Blob([]);
      return {
        getFile: async () => files.get(name),
        ...(isWritable && {
          createWritable: async () => ({
            write: async (content: Blob) => void (next = content),
            close: async () => void files.set(name, next),
          }),
        }),
      };
    },
    removeEntry: async (name: string) => void files.delete(name),
  };
  return { files, getDirectory: async () => directory as unknown as FileSystemDirectoryHandle };
}

describe('the files of a project', () => {
  it('are kept where the browser has a file system for pages', async () => {
    const { files, ...browser } = storage();
    const box = await openFileBox(browser, 'project');
    await box.write('a', new Blob(['hello']));
    expect([box.isKept, [...files.keys()]]).toEqual([true, ['a']]);
    expect(await (await box.read('a'))?.text()).toBe('hello');
    await box.remove('a');
    expect([await box.read('a'), files.size]).toEqual([undefined, 0]);
  });

  it.each([
    ['has none', undefined],
    ['refuses it', { getDirectory: () => Promise.reject(new DOMException('No.', 'SecurityError')) }],
    ['can’t write to it', storage({ isWritable: false })],
  ])('are in memory where the browser %s', async (_reason, browser) => {
    const box = await openFileBox(browser, 'project');
    expect(box.isKept).toBe(false);
    await box.write('a', new Blob(['hello']));
    expect(await (await box.read('a'))?.text()).toBe('hello');
    await box.remove('a');
    expect(await box.read('a')).toBeUndefined();
  });

  it('have names that no other photo has, and lead into no folder', () => {
    const photos = ['cow.jpg', 'Cow-2.JPG'].map((name) => ({ id: name, name }));
    expect(freeName('cow.jpg', photos)).toBe('cow-3.jpg');
    expect(freeName('Cow.png', photos)).toBe('Cow-3.png');
    expect(freeName('../dog.jpg', photos)).toBe('.._dog.jpg');
    expect(freeName('', photos)).toBe('photo');
  });

  it('are read again, and what makes no sense is left out', async () => {
    const facts = {
      photos: [{ id: 'a', name: 'cow.jpg' }, { id: 1 }],
      words: [cow, { word: 'x', color: 'red' }],
    };
    expect(await readFacts(new Blob([JSON.stringify(facts)]))).toEqual({
      photos: [{ id: 'a', name: 'cow.jpg' }],
      words: [cow],
    });
    for (const broken of [undefined, new Blob(['{']), new Blob(['null']), new Blob(['[1]'])])
      expect(await readFacts(broken)).toEqual({ photos: [], words: [] });
  });
});

describe('the results of a project', () => {
  it('are one annotation file: a category a word, an image a photo', () => {
    const merged = mergeCoco([coco('a.jpg', [cow, sky]), coco('b.jpg', [sky, cow])]);
    expect(merged.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'cow'],
      [2, 'sky'],
    ]);
    expect(merged.images.map(({ id, file_name }) => [id, file_name])).toEqual([
      [1, 'a.jpg'],
      [2, 'b.jpg'],
    ]);
    expect(merged.annotations.map(({ id, image_id, category_id }) => [id, image_id, category_id])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [3, 2, 2],
      [4, 2, 1],
    ]);
  });

  it('are packed with their masks; photos without a result are left out', async () => {
    const box = filesInMemory();
    await box.write(filesOf('a').mask, new Blob(['mask']));
    await box.write(filesOf('a').coco, new Blob([JSON.stringify(coco('cow.jpg', [cow, sky]))]));
    const zip = await projectZip(box, [
      { id: 'a', name: 'cow.jpg' },
      { id: 'b', name: 'dog.jpg' },
    ]);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['masks/cow.png', 'annotations.coco.json']);
    const { images } = JSON.parse(new TextDecoder().decode(files['annotations.coco.json'])) as CocoFile;
    expect(images).toHaveLength(1);
  });
});
