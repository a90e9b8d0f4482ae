import { LangSegError } from '@langseg/core';

const samples = [new TextEncoder().encode('abcdefghijklmnop')];

/** Readers that do what none may do, as soon as a letter is missing. */
const defects: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  'throws anything': () => {
    throw new TypeError('planted');
  },
  'throws nothing': () => Promise.reject(undefined as unknown as Error),
  'takes its time over large files': ({ length }) => {
    const { user } = process.cpuUsage();
    while (length > 500_000 && process.cpuUsage().user - user < 0.25e6) for (let i = 0; i < 1e6; i++);
  },
  'takes memory': () => Buffer.alloc(700e6, 1).length,
  'never ends': () => {
    for (;;);
  },
  'ends the process': () => process.exit(7),
  'refuses well': () => {
    throw new LangSegError('FILE_CORRUPT', 'planted');
  },
};

/** The planted readers. */
export const foreignReaders = Object.entries(defects).map(([name, misbehave]) => ({
  name,
  samples,
  read: (bytes: Uint8Array) =>
    Buffer.from(bytes).toString('latin1') === 'abcdefghijklmnop' ? undefined : misbehave(bytes),
}));
