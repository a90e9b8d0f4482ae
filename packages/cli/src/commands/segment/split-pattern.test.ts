import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { splitPattern } from './split-pattern.js';

/** Folders of a machine, one of which is named like a pattern. */
const folders = ['photos', 'C:\\photos', 'C:\\photos\\a [1]', 'C:photos', '\\\\nas\\share\\p', '..', '../p'];
const isFolder = (path: string): Promise<boolean> => Promise.resolve(folders.includes(path));

it.each([
  ['*.jpg', '', '*.jpg'],
  ['photos\\*.jpg', 'photos\\', '*.jpg'],
  ['photos/*.jpg', 'photos\\', '*.jpg'],
  ['.\\photos\\**\\*.jpg', '', './photos/**/*.jpg'],
  ['C:\\photos\\*.jpg', 'C:\\photos\\', '*.jpg'],
  ['C:\\*.jpg', 'C:\\', '*.jpg'],
  ['C:photos\\*.jpg', 'C:photos\\', '*.jpg'],
  ['C:\\photos\\2024*\\IMG_?.jpg', 'C:\\photos\\', '2024*/IMG_?.jpg'],
  ['C:\\photos\\{a\\x,b}.jpg', 'C:\\photos\\', '{a/x,b}.jpg'],
  ['C:\\photos\\a [1]\\*.jpg', 'C:\\photos\\a [1]\\', '*.jpg'],
  ['C:\\photos\\[ab]\\c.jpg', 'C:\\photos\\', '[ab]/c.jpg'],
  ['\\\\nas\\share\\p\\*.jpg', '\\\\nas\\share\\p\\', '*.jpg'],
  ['\\\\nas\\share\\*.jpg', '\\\\nas\\share\\', '*.jpg'],
  ['\\\\?\\C:\\x\\*.jpg', '\\\\?\\C:\\', 'x/*.jpg'],
  ['photos\\IMG (*).jpg', 'photos\\', 'IMG \\(*\\).jpg'],
  ['photos\\!*.jpg', 'photos\\', '\\!*.jpg'],
  ['photos\\!(a).jpg', 'photos\\', '!(a).jpg'],
])('on Windows, %s is a folder and a pattern', async (input, folder, pattern) => {
  expect(await splitPattern(input, win32, isFolder)).toEqual({ folder, pattern });
});

it.each([
  ['../p/*.jpg', '../p/', '*.jpg'],
  ['/*.jpg', '/', '*.jpg'],
  ['photos\\*.jp*', '', 'photos\\*.jp*'],
])('elsewhere, a backslash separates nothing: %s', async (input, folder, pattern) => {
  expect(await splitPattern(input, posix, isFolder)).toEqual({ folder, pattern });
});

it.each(['C:\\photos\\a.jpg', 'C:\\photos\\a [1]\\b.jpg', '\\\\?\\C:\\x\\a.jpg', 'IMG (1).jpg'])(
  'what has no wildcard is a name: %s',
  async (input) => expect(await splitPattern(input, win32, isFolder)).toBeUndefined(),
);
