import { extname } from 'node:path';
import { stemOf, type Journal } from './journal.js';

/** A file name that no photo of the data set has, whatever their endings. */
export function freeName(journal: Pick<Journal, 'hasStem'>, file: string): string {
  const ending = extname(file);
  const stem = file.slice(0, file.length - ending.length);
  let free = stem;
  for (let number = 2; journal.hasStem(stemOf(`${free}.x`)); number++) free = `${stem}-${number}`;
  return free + ending;
}
