import { readdirSync, readFileSync } from 'node:fs';
import { main } from '../main.js';

/** Runs a command that kills itself as soon as a file has three lines or a folder two pictures: `path command …`. */
const [path, ...args] = process.argv.slice(2);

/** Lines or pictures; none of what is not there yet. */
function done(): number {
  try {
    return path.endsWith('/')
      ? readdirSync(path).filter((name) => name.endsWith('.png')).length
      : readFileSync(path, 'utf8').split('\n').length - 2;
  } catch {
    return 0;
  }
}

setInterval(() => done() >= 2 && process.kill(process.pid, 'SIGKILL'), 1);
process.argv.splice(2, Infinity, ...args);
await main();
