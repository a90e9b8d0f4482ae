import { LangSegError } from '@langseg/core';

/**
 * A model bundle by its files: where each is, by path in the bundle. Blobs are read in place, addresses are downloaded.
 * With addresses as text it can be posted to a worker.
 */
export interface WebBundle {
  /** For messages, progress, and the cache: the same name means the same model, in whatever version. */
  readonly name: string;
  readonly files: Readonly<Record<string, string | URL | Blob>>;
}

/** A file and where it was found. */
export interface FileAtPath {
  /** With forward slashes, from wherever the search began. */
  readonly path: string;
  readonly file: File;
}

/**
 * Finds a model bundle among files that a person picked or dropped: the folder with the topmost `config.json`.
 *
 * @param files of an `<input type="file" webkitdirectory>` (which know their path), or of `droppedFiles`.
 * @throws LangSegError `NOT_FOUND` when there is no `config.json`.
 */
export function bundleFromFiles(files: Iterable<File | FileAtPath>): WebBundle {
  const found = Array.from(files, (entry) =>
    'path' in entry ? entry : { path: entry.webkitRelativePath || entry.name, file: entry },
  );
  const [config] = found
    .filter(({ path }) => /(^|\/)config\.json$/.test(path))
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length);
  if (!config)
    throw new LangSegError(
      'NOT_FOUND',
      `Expected the folder of a model bundle, but among these ${found.length} files there is no config.json. Choose the whole folder.`,
      { files: found.slice(0, 20).map(({ path }) => path) },
    );
  const root = config.path.slice(0, -'config.json'.length);
  const inside = found.filter(({ path }) => path.startsWith(root));
  return {
    name: root.split('/').at(-2) ?? 'chosen files',
    files: Object.fromEntries(inside.map(({ path, file }) => [path.slice(root.length), file])),
  };
}
