/** The runtime's WebAssembly: where it is and how large. */
export interface RuntimeFile {
  readonly url: string;
  readonly bytes: number;
}

/** What Brotli leaves of it, about. */
const packed = 0.19;

/**
 * Downloads the runtime's WebAssembly ahead of the model, so that its progress is seen. The runtime then has it from the browser's
 * cache. A failure is the runtime's to report.
 *
 * @param onProgress bytes of what goes over the wire so far and in all: fewer where the server compresses.
 */
export async function fetchRuntime(
  { url, bytes }: RuntimeFile,
  onProgress: (loaded: number, total: number) => void,
  {
    signal,
    fetch = globalThis.fetch,
  }: { readonly signal?: AbortSignal; readonly fetch?: typeof globalThis.fetch } = {},
): Promise<void> {
  onProgress(0, weightOf(bytes, true));
  try {
    const response = await fetch(url, { signal });
    const total = weightOf(bytes, response.headers.has('content-encoding'));
    const reader = response.body?.getReader();
    let loaded = 0;
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
      loaded += chunk.value.length;
      onProgress(Math.min(total, Math.round((total * loaded) / bytes)), total);
    }
  } catch {
    signal?.throwIfAborted();
  }
}

function weightOf(bytes: number, isPacked: boolean): number {
  return isPacked ? Math.round(packed * bytes) : bytes;
}
