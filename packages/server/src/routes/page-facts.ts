import { readFileSync } from 'node:fs';
import type { ServedModel } from '../models/served-model.js';

/** What `langseg.json` tells the page about its server; the README says what a page may rely on. */
export interface PageFacts {
  readonly version: 1;
  readonly langseg: string;
  /** `id` of one of `models`, or `default`. */
  readonly model: string;
  readonly models: readonly {
    readonly id: string;
    readonly name: string;
    /** Relative to `langseg.json`. */
    readonly url: string;
    readonly bytes: number;
  }[];
  readonly api: { readonly segment: string } | null;
}

/** Collects what a page may know. */
export function pageFacts(models: readonly ServedModel[], hasApi: boolean): PageFacts {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return {
    version: 1,
    langseg: (JSON.parse(manifest) as { version: string }).version,
    model: models[0]?.id ?? 'default',
    models: models.map(({ id, name, bytes }) => ({ id, name, url: `models/${id}/`, bytes })),
    api: hasApi ? { segment: 'v1/segment' } : null,
  };
}
