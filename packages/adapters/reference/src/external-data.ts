import { LangSegError, type ModelSource } from '@langseg/core';
import type { ReadExternal } from '@langseg/onnx-graph';

/** Reads a whole file; given to the runtime where files exist. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** A model's bytes and where its external data comes from. */
export interface OpenedModel {
  readonly bytes: Uint8Array;
  readonly readExternal: ReadExternal;
}

/**
 * Opens a model source; each external data file is read once.
 *
 * @throws LangSegError `RUNTIME_FAILED` for a file without `readFile`, and whatever `readFile` throws.
 */
export async function openModel(source: ModelSource, readFile: ReadFile | undefined): Promise<OpenedModel> {
  if (source.kind === 'bytes') {
    const data = new Map(source.externalData?.map(({ path, data }) => [path, Promise.resolve(data)]));
    return { bytes: source.model, readExternal: slicesOf((location) => data.get(location)) };
  }
  if (!readFile)
    throw new LangSegError(
      'RUNTIME_FAILED',
      `The reference runtime was created without readFile and can't open "${source.path}"; pass the model as bytes.`,
      { path: source.path },
    );
  const directory = source.path.slice(
    0,
    Math.max(source.path.lastIndexOf('/'), source.path.lastIndexOf('\\')) + 1,
  );
  const files = new Map<string, Promise<Uint8Array>>();
  const open = (location: string) => {
    assertInside(location);
    const file = files.get(location) ?? readFile(directory + location);
    files.set(location, file);
    return file;
  };
  return { bytes: await readFile(source.path), readExternal: slicesOf(open) };
}

function slicesOf(open: (location: string) => Promise<Uint8Array> | undefined): ReadExternal {
  return async (location, offset, length) => {
    const file = await open(location);
    if (!file)
      throw new LangSegError(
        'NOT_FOUND',
        `The model refers to external data "${location}", which was not given.`,
        {
          location,
        },
      );
    return file.subarray(offset, offset + length);
  };
}

/** A model may only name files in its own folder or below. */
function assertInside(location: string): void {
  if (location === '' || /^([/\\]|[a-z]:)/i.test(location) || location.split(/[/\\]/).includes('..'))
    throw new LangSegError(
      'FILE_UNSAFE',
      `The model refers to a file outside its directory: "${location}".`,
      {
        location,
      },
    );
}
