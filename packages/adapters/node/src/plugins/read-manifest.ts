import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a `package.json` says that matters for finding its module. */
interface Manifest {
  readonly name?: string;
  readonly exports?: unknown;
}

/** The `package.json` of a folder; empty where there is none, or none that can be read. */
export function readManifest(folder: string): Manifest {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof json !== 'object' || json === null) return {};
    const { name, exports }: { name?: unknown; exports?: unknown } = json;
    return { ...(typeof name === 'string' && name && { name }), exports };
  } catch {
    return {};
  }
}
