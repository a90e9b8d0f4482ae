import type { WebDevice } from '@langseg/adapter-web';
import { LangSegError, type ErrorCode, type Runtime, type Session } from '@langseg/core';
import type { Page } from 'playwright-core';
import type { RuntimeAnswer, RuntimeCall } from '../page/runtime-calls.js';
import { receiveTensor, sendTensor, toBase64 } from '../page/sent-tensor.js';

/** A runtime that computes in a worker of a page. */
export interface BrowserRuntime extends Runtime {
  readonly device: string;
  readonly warnings: readonly string[];
}

/** Starts the runtime of browsers in a worker of `page`, to be used from here. */
export async function startBrowserRuntime(
  page: Page,
  options: { readonly device: WebDevice; readonly threads?: number },
): Promise<BrowserRuntime> {
  async function call(request: RuntimeCall): Promise<RuntimeAnswer> {
    const answer = await page.evaluate((sent) => globalThis.testPage.callRuntime(sent), request);
    if (answer.error) throw new LangSegError(answer.error.code as ErrorCode, answer.error.message);
    return answer;
  }

  const { device, threads, warnings } = (await call({ kind: 'create', ...options })).created!;
  return {
    name: `onnxruntime-web on ${device}, ${threads} threads`,
    device,
    warnings,
    capabilities: { devices: [device], loadsFiles: false, threads },
    isSupported: async () => true,
    async load(source): Promise<Session> {
      if (source.kind === 'file') throw new Error('Browsers have no files.');
      const externalData = (source.externalData ?? []).map(({ path, data }) => ({
        path,
        data: toBase64(data),
      }));
      const answer = await call({ kind: 'load', model: toBase64(source.model), externalData });
      const { session, inputs, outputs } = answer.loaded!;
      return {
        inputs,
        outputs,
        async run(feeds) {
          const sent = Object.entries(feeds).map(([name, tensor]) => [name, sendTensor(tensor)] as const);
          const ran = await call({ kind: 'run', session, feeds: Object.fromEntries(sent) });
          const received = Object.entries(ran.outputs!).map(
            ([name, out]) => [name, receiveTensor(out)] as const,
          );
          return Object.fromEntries(received);
        },
        dispose: async () => void (await call({ kind: 'dispose', session })),
      };
    },
  };
}
