import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Runs programs one after the other in one process: the packages are loaded once. What they write is not there before. */
for (const path of process.argv.slice(2)) {
  const [, written] = /writeDirectoryAtomically\('([\w-]+)'/.exec(readFileSync(path, 'utf8')) ?? [];
  if (written) rmSync(written, { recursive: true, force: true });
  try {
    await import(pathToFileURL(path).href);
    console.log(`\n${path}: done`);
  } catch (error) {
    console.log(`\n${path}: failed`, error);
  }
}
process.exit();
