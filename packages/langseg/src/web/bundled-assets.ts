import type { ModelProgress } from '@langseg/adapters/web';
import { LangSegError, type AssetStore, type RunOptions } from '@langseg/core';

/** Options of {@link bundledAssets}. */
export interface BundledAssetsOptions extends RunOptions {
  /** Name of the model in progress events and messages. */
  readonly name: string;
  readonly onProgress?: (event: ModelProgress) => void;
}

/**
 * A model whose files a bundler put into the application: read from their addresses, whatever they are called there. The
 * browser's own cache keeps them, as it does with the rest of the application.
 *
 * @param files addresses by the path inside the bundle.
 */
export function bundledAssets(
  files: Readonly<Record<string, URL>>,
  { name, signal, onProgress }: BundledAssetsOptions,
): AssetStore {
  async function read(path: string): Promise<Uint8Array> {
    const url = Object.hasOwn(files, path) ? files[path] : undefined;
    if (!url)
      throw new LangSegError('NOT_FOUND', `The model "${name}" has no file "${path}".`, {
        model: name,
        path,
      });
    onProgress?.({ status: 'initiate', name, file: path });
    const bytes = await download(url, signal, (loaded, total) =>
      onProgress?.({
        status: 'progress',
        name,
        file: path,
        loaded,
        ...(total && { total, progress: (100 * loaded) / total }),
      }),
    );
    onProgress?.({ status: 'done', name, file: path });
    return bytes;
  }

  return {
    location: name,
    read,
    async model(path) {
      const dataPath = `${path}_data`;
      const [model, data] = await Promise.all([
        read(path),
        Object.hasOwn(files, dataPath) ? read(dataPath) : undefined,
      ]);
      const externalData = data && [{ path: dataPath.slice(dataPath.lastIndexOf('/') + 1), data }];
      return { kind: 'bytes', model, externalData };
    },
  };
}

async function download(
  url: URL,
  signal: AbortSignal | undefined,
  report: (loaded: number, total: number) => void,
): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
      chunks.push(chunk.value);
      loaded += chunk.value.length;
      // A compressed answer has fewer bytes than the file: no percentage is better than one above 100.
      report(loaded, loaded <= total ? total : 0);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (cause) {
    if (signal?.aborted)
      throw new LangSegError('ABORTED', `The download of ${url.href} was cancelled.`, {}, { cause });
    throw new LangSegError(
      'NETWORK_FAILED',
      `A file of the model can't be loaded: ${cause instanceof Error ? cause.message : String(cause)} (${url.href}). ` +
        'Check the connection, and that the web server delivers all files of the build.',
      { url: url.href },
      { cause },
    );
  }
}
