import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Stands in the service worker's source for `{ version, files }`. */
const placeholder = '__OFFLINE__';

/**
 * Tells the service worker which files the build has, and gives it a version that changes whenever one of them does.
 *
 * @param worker file name of the built service worker.
 * @param publicFolder files that Vite copies without knowing them.
 */
export function offlineFiles(worker: string, publicFolder: string): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunk = bundle[worker];
        if (chunk?.type !== 'chunk') throw new Error(`The build has no ${worker}.`);
        const built = Object.keys(bundle).filter((name) => name !== worker && !name.endsWith('.map'));
        const files = [...built, ...readdirSync(publicFolder)].sort();
        const html = bundle['index.html'];
        const version = createHash('sha256')
          .update(JSON.stringify([files, chunk.code, html?.type === 'asset' && html.source]))
          .digest('hex')
          .slice(0, 12);
        chunk.code = chunk.code.replaceAll(placeholder, JSON.stringify({ version, files }));
      },
    },
  };
}
