import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { offlineFiles } from './build/offline-files.js';
import { pluginWorker } from './build/plugin-worker.js';
import { precompressed } from './build/precompressed.js';
import { sizesOf } from './build/sizes.js';

/** Threads of WebAssembly need an isolated page; `langseg serve` sends the same headers. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Packages or absolute paths of plugins whose components models may name: `LANGSEG_PLUGINS=langseg-tiny-net`. */
const plugins = (process.env.LANGSEG_PLUGINS ?? '').split(',').filter(Boolean);

const inFolder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: './',
  define: { __SIZES__: JSON.stringify(sizesOf()) },
  resolve: { conditions: ['@langseg/source', 'browser', 'module', 'import', 'default'] },
  plugins: [offlineFiles('service-worker.js', inFolder('./public')), precompressed()],
  build: {
    target: 'esnext',
    // A file of its own is cached by its hash, and allowed by every Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: inFolder('./index.html'),
        'service-worker': inFolder('./src/offline/service-worker.ts'),
        'langseg-view': inFolder('./src/embed/langseg-view.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === 'index' ? 'assets/[name]-[hash].js' : '[name].js'),
      },
    },
  },
  worker: { format: 'es', plugins: () => [pluginWorker(plugins)] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  server: { headers: isolation, fs: { allow: ['../..'] } },
  preview: { headers: isolation },
});
