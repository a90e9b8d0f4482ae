import { LangSegError } from '@langseg/core';
import { disableTelemetry } from './disable-telemetry.js';

type OnnxRuntime = typeof import('onnxruntime-node');

/**
 * The native runtime, loaded when the first model needs it: it is an optional peer, so that installing LangSeg never
 * fails because of it. Its telemetry is off before it is loaded, so a program that uses onnxruntime-node directly as well
 * takes it from here.
 *
 * @throws LangSegError `RUNTIME_FAILED` when it is not installed or has no build for this machine, or when a worker
 *   thread can't switch its telemetry off because the main thread does not answer.
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  await disableTelemetry();
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new LangSegError(
      'RUNTIME_FAILED',
      `onnxruntime-node can't be loaded on ${process.platform}-${process.arch}. Install it next to LangSeg with ` +
        '`npm install onnxruntime-node`; where its install script fails to download (firewalls), set ' +
        '`ONNXRUNTIME_NODE_INSTALL=skip` and repeat: the CPU build is in the package itself.',
      { package: 'onnxruntime-node', platform: process.platform, arch: process.arch },
      { cause },
    );
  }
}
