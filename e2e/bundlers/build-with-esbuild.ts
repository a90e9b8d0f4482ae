import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildPage } from './build-page.js';

/**
 * esbuild leaves `new URL('…', import.meta.url)` as it stands. So the worker is an entry of its own beside the page's, and the
 * files that are meant are put where the addresses lead: the model into `bundle`, the runtime beside the worker.
 */
export const buildWithEsbuild: BuildPage = async (project, out) => {
  await build({
    absWorkingDir: project,
    entryPoints: { main: './main.js', 'segmenter-worker': '@langseg/web/worker' },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    outdir: join(out, 'assets'),
  });
  const modules = join(project, 'node_modules');
  await cp(join(modules, '@langseg/default-model/bundle'), join(out, 'bundle'), { recursive: true });
  for (const file of ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.asyncify.wasm'])
    await copyFile(join(modules, 'onnxruntime-web/dist', file), join(out, 'assets', file));
  const html = await readFile(join(project, 'index.html'), 'utf8');
  await writeFile(join(out, 'index.html'), html.replace('./main.js', './assets/main.js'));
};
