import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Python that has PyTorch. */
export interface PyTorch {
  readonly python: string;
  readonly version: string;
}

/**
 * @returns the first of the candidates that can import PyTorch: the one that `LANGSEG_PYTHON` names, or those commonly
 * there; or what was tried.
 */
export async function findPyTorch(): Promise<PyTorch | { readonly tried: readonly string[] }> {
  const named = process.env.LANGSEG_PYTHON;
  const tried = named ? [named] : ['python3', '/usr/bin/python3'];
  for (const python of tried) {
    const version = await versionIn(python);
    if (version) return { python, version };
  }
  return { tried };
}

async function versionIn(python: string): Promise<string | undefined> {
  try {
    return (await run(python, ['-c', 'import torch; print(torch.__version__)'])).stdout.trim();
  } catch {
    return undefined;
  }
}
