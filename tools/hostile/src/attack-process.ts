import { writeSync } from 'node:fs';
import { attackReader, type Finding } from './attack-reader.js';
import { loadReaders } from './find-readers.js';

/** What the process is told to do, JSON in its first argument. */
export interface AttackOrder {
  readonly file: string;
  /** Only readers whose name contains it. */
  readonly only?: string | undefined;
  readonly seed: number;
  readonly copy?: number | undefined;
  /** After which no further seed is begun. */
  readonly seconds: number;
}

/** What it tells, a line of JSON each on descriptor 3. */
export type AttackReport =
  | { readonly at: Omit<Finding, 'what'> }
  | { readonly finding: Finding }
  | { readonly doneSeed: number; readonly inputs: number };

// Written at once, so that the last line tells what a process was at that hangs or crashes.
const report = (line: AttackReport) => writeSync(3, `${JSON.stringify(line)}\n`);

const { file, only = '', seed: first, copy, seconds } = JSON.parse(process.argv[2]) as AttackOrder;
const readers = (await loadReaders(file)).filter(({ name }) => name.includes(only));
const end = performance.now() + seconds * 1000;
for (let seed = first; readers.length > 0; seed++) {
  let inputs = 0;
  for (const reader of readers) {
    const onInput = (number: number): void => {
      inputs++;
      report({ at: { reader: reader.name, seed, copy: number } });
    };
    for await (const finding of attackReader(reader, { seed, copy, onInput })) report({ finding });
  }
  report({ doneSeed: seed, inputs });
  if (copy !== undefined || performance.now() > end) break;
}
// Readers may keep timers and threads.
process.exit();
