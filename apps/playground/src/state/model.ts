import { signal } from '@preact/signals';
import type { Engine, ModelChoice, OpenEngine } from '../engine/engine.js';
import type { ServerModels } from '../engine/server-models.js';
import { isAbort, notify, report } from './notices.js';
import { record } from './timings.js';

/** What became of opening a model. */
export type ModelStatus =
  | { readonly state: 'loading'; readonly loaded: number; readonly total: number | undefined }
  | { readonly state: 'ready'; readonly engine: Engine }
  | { readonly state: 'failed'; readonly message: string };

export const model = signal<ModelChoice>({ kind: 'default' });
/** What the server of this page has. */
export const serverModels = signal<ServerModels>({ models: [] });
export const modelStatus = signal<ModelStatus>({ state: 'loading', loaded: 0, total: undefined });

let opening: AbortController | undefined;
let openEngine: OpenEngine;

/** Says what opens models; call it once. */
export function openModelsWith(open: OpenEngine): void {
  openEngine = open;
}

/** Opens a model in place of the one there is. A failure or a cancelled download leaves that one at work. */
export async function openModel(choice: ModelChoice): Promise<void> {
  opening?.abort();
  const { signal: cancelled } = (opening = new AbortController());
  const before = modelStatus.value;
  const start = performance.now();
  modelStatus.value = { state: 'loading', loaded: 0, total: undefined };
  try {
    const engine = await openEngine(choice, {
      signal: cancelled,
      onWarning: (message) => notify(message),
      onProgress: (loaded, total) => {
        if (!cancelled.aborted) modelStatus.value = { state: 'loading', loaded, total };
      },
    });
    if (cancelled.aborted) return await engine.dispose();
    record('model', start);
    model.value = choice;
    modelStatus.value = { state: 'ready', engine };
    if (before.state === 'ready') await before.engine.dispose();
  } catch (error) {
    if (cancelled.aborted && opening.signal !== cancelled) return;
    if (before.state === 'ready') {
      modelStatus.value = before;
      report(error);
    } else {
      const message = isAbort(error) ? 'The download was cancelled.' : messageOf(error);
      // Trying again means this one.
      model.value = choice;
      modelStatus.value = { state: 'failed', message };
    }
  }
}

/** Stops the download that is under way. */
export function cancelOpening(): void {
  opening?.abort();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
