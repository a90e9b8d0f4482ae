import { isMainThread } from 'node:worker_threads';
import { LangSegError } from '@langseg/core';

/** What onnxruntime looks for in the environment of the process when it makes its first session. */
const variable = 'ORT_DISABLE_TELEMETRY';

/** Values of someone who wants telemetry. */
const wanted = /^\s*(0|false|no?|off)\s*$/i;

/** Values that onnxruntime understands. */
const refused = /^\s*(1|true|y(es)?|on)\s*$/i;

/** Milliseconds that a worker thread waits for a busy main thread. */
const patience = 10_000;

/**
 * Sets `ORT_DISABLE_TELEMETRY=1`, unless the environment asks for telemetry (`0`, `false`, `no`,
 * `off`). The published builds of onnxruntime-node otherwise keep a device id and a database of events in the user's cache
 * folder and send them to Microsoft.
 *
 * The environment of a worker thread is a copy that native code does not see: there the main thread is asked to set it.
 *
 * @throws LangSegError `RUNTIME_FAILED` in a worker thread whose main thread does not answer, unless the thread was
 *   started with the variable.
 */
export async function disableTelemetry(): Promise<void> {
  const value = process.env[variable] ?? '';
  if (isMainThread) {
    if (!wanted.test(value)) process.env[variable] = '1';
    return;
  }
  try {
    await runInMainThread(
      `if (!${wanted}.test(process.env.${variable} ?? '')) process.env.${variable} = '1';`,
    );
  } catch (cause) {
    if (refused.test(value)) return;
    throw new LangSegError(
      'RUNTIME_FAILED',
      `onnxruntime would send usage data, and this worker thread can't reach the main thread to forbid it: start the ` +
        `process with ${variable}=1 in its environment.`,
      { variable },
      { cause },
    );
  }
}

async function runInMainThread(expression: string): Promise<void> {
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connectToMainThread();
  try {
    await new Promise<void>((resolve, reject) => {
      // An open session does not keep the thread alive; the timer does.
      const timer = setTimeout(() => reject(new Error('The main thread does not answer.')), patience);
      session.post('Runtime.evaluate', { expression }, (error, answer) => {
        clearTimeout(timer);
        if (error) reject(error);
        else if (answer.exceptionDetails) reject(new Error(answer.exceptionDetails.text));
        else resolve();
      });
    });
  } finally {
    session.disconnect();
  }
}
