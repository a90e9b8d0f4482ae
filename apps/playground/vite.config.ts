import { defineConfig } from 'vite';

/** Threads of WebAssembly need an isolated page; `langseg serve` sends the same headers. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  resolve: { conditions: ['@langseg/source', 'browser', 'module', 'import', 'default'] },
  build: { target: 'esnext', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  server: { headers: isolation, fs: { allow: ['../..'] } },
  preview: { headers: isolation },
});
