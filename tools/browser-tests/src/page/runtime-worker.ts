import { createWebRuntime, type WebRuntime, type WebSession } from '@langseg/adapter-web';
import { LangSegError } from '@langseg/core';
import type { RuntimeAnswer, RuntimeCall } from './runtime-calls.js';
import { fromBase64, receiveTensor, sendTensor } from './sent-tensor.js';

const sessions: WebSession[] = [];
let runtime: WebRuntime | undefined;

async function answer(call: RuntimeCall): Promise<RuntimeAnswer> {
  switch (call.kind) {
    case 'create': {
      const warnings: string[] = [];
      const { device, threads } = call;
      runtime = createWebRuntime({ device, threads, onWarning: (message) => warnings.push(message) });
      return {
        created: { device: await runtime.start(), threads: runtime.capabilities.threads, warnings },
      };
    }
    case 'load': {
      const externalData = call.externalData.map(({ path, data }) => ({ path, data: fromBase64(data) }));
      const session = await runtime!.load({ kind: 'bytes', model: fromBase64(call.model), externalData });
      sessions.push(session);
      const { inputs, outputs } = session;
      return { loaded: { session: sessions.length - 1, inputs, outputs } };
    }
    case 'run': {
      const feeds = mapValues(call.feeds, receiveTensor);
      return { outputs: mapValues(await sessions[call.session].run(feeds), sendTensor) };
    }
    case 'dispose':
      await sessions[call.session].dispose();
      return {};
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

self.onmessage = async ({ data }) => {
  try {
    postMessage(await answer(data as RuntimeCall));
  } catch (error) {
    const code = LangSegError.is(error) ? error.code : 'unknown';
    postMessage({ error: { code, message: String(error) } } satisfies RuntimeAnswer);
  }
};
