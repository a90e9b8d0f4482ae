import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder with the built page. */
    readonly page: string;
  }
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page as an application would, from the sources of the packages, with the sample photos beside it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'langseg-page-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder('../page/'),
    base: './',
    publicDir: folder('../../../../samples/'),
    resolve: { conditions: ['@langseg/source', 'module', 'browser', 'production'] },
    worker: { format: 'es' },
    build: { outDir, target: 'esnext', minify: false },
  });
  project.provide('page', outDir);
  return () => rm(outDir, { recursive: true, force: true });
}
