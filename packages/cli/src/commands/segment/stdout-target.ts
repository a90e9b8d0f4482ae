import { LangSegError } from '@langseg/core';
import type { Terminal } from '../../terminal/terminal.js';
import type { ResultTarget } from './result-target.js';

/** Standard output, for the one file of one image. */
export function stdoutTarget(terminal: Pick<Terminal, 'printBytes'>): ResultTarget {
  return {
    isStdout: true,
    isDone: () => Promise.resolve(false),
    place: () =>
      Promise.reject(
        new LangSegError('USAGE', 'Masks of large photos are written to files: give a folder as --out.'),
      ),
    writeAt: () => Promise.reject(new LangSegError('USAGE', 'Standard output has no places.')),
    nameOf: () => ({ name: '-', isShortened: false }),
    async write(_image, files) {
      for await (const { bytes } of files) await terminal.printBytes(bytes);
      return [];
    },
  };
}
