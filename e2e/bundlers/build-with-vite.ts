import { build } from 'vite';
import type { BuildPage } from './build-page.js';

/** Vite finds worker, model and runtime by itself. */
export const buildWithVite: BuildPage = async (project, out) => {
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    base: './',
    worker: { format: 'es' },
    build: { outDir: out, target: 'esnext' },
  });
};
