import { LangSegError } from '@langseg/core';

type OnnxRuntime = typeof import('onnxruntime-node');

/**
 * The native runtime, loaded when the first model needs it: it is an optional peer, so that installing LangSeg never
 * fails because of it.
 *
 * @throws LangSegError `RUNTIME_FAILED` when it is not installed or has no build for this machine.
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new LangSegError(
      'RUNTIME_FAILED',
      `onnxruntime-node can't be loaded on ${process.platform}-${process.arch}. Install it beside LangSeg with ` +
        '`npm install onnxruntime-node`; where its install script fails to download (firewalls), set ' +
        '`ONNXRUNTIME_NODE_INSTALL=skip` and repeat: the CPU build is in the package itself.',
      { package: 'onnxruntime-node', platform: process.platform, arch: process.arch },
      { cause },
    );
  }
}
