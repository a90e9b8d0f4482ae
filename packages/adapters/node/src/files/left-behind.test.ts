import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPartial, sweepPartials } from '../models/download/partial-file.js';
import { ownedId, temporaryBeside } from './temporary-name.js';
import { writeAtomically } from './write-atomically.js';
import { writeDirectoryAtomically } from './write-directory-atomically.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'langseg-left-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string) => writeAtomically(path, (sink) => sink.write(new Uint8Array([1])));
const fill = (dir: string) => Promise.resolve(writeFileSync(join(dir, 'config.json'), '{}'));

/** Starts a process that writes a file and a folder and never ends, kills it there, and gives its number. */
async function killWriter(): Promise<number> {
  const program = `
    import { writeAtomically } from ${JSON.stringify(fileURLToPath(new URL('./write-atomically.ts', import.meta.url)))};
    import { writeDirectoryAtomically } from ${JSON.stringify(fileURLToPath(new URL('./write-directory-atomically.ts', import.meta.url)))};
    const forever = () => new Promise(() => setInterval(() => {}, 1000));
    void writeAtomically('file.json', forever);
    void writeDirectoryAtomically('bundle', async () => { console.log('writing'); await forever(); });
  `;
  const args = [
    '--conditions=@langseg/source',
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    program,
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await ended;
  return child.pid!;
}

/** An id as a process of this machine with that number has it. */
const idOf = (pid: number) => {
  const hex = pid.toString(16).padStart(8, '0');
  return ownedId().replace(/-....-..../, `-${hex.slice(0, 4)}-${hex.slice(4)}`);
};

describe('what a killed process leaves', () => {
  it('is removed by the next one that writes there', { timeout: 60_000 }, async () => {
    const pid = await killWriter();
    expect(readdirSync(folder)).toHaveLength(2);
    await write(join(folder, 'file.json'));
    await writeDirectoryAtomically(join(folder, 'bundle'), fill);
    expect(readdirSync(folder).sort()).toEqual(['bundle', 'file.json']);

    const dead = newPartial(folder, 'https://example.org/a', '"etag"').path.replace(ownedIdIn, idOf(pid));
    const useless = newPartial(folder, 'https://example.org/b', undefined).path.replace(ownedIdIn, idOf(pid));
    const alive = newPartial(folder, 'https://example.org/c', undefined).path;
    for (const path of [dead, useless, alive]) writeFileSync(path, 'part');
    await sweepPartials(folder);
    const left = readdirSync(folder).filter((name) => name.endsWith('.part'));
    expect(left).toHaveLength(2);
    expect(left).toContain(alive.slice(folder.length + 1));
    expect(left.some((name) => /^[0-9a-f]{32}\.[\w-]+\.part$/.test(name))).toBe(true);
  });

  const ownedIdIn = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

  it('of another machine is removed when it is old', async () => {
    const path = join(folder, 'bundle');
    const [young, old] = [0, 1].map(() => temporaryBeside(path).replace(/\.[0-9a-f]{8}-/, '.00000000-'));
    for (const name of [young, old]) writeFileSync(name, '');
    utimesSync(old, 1, 1);
    await writeDirectoryAtomically(path, fill);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('and what a living one writes is left alone', async () => {
    const path = join(folder, 'file.json');
    writeFileSync(temporaryBeside(path), '');
    await write(path);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('while it replaced a folder takes its place again', async () => {
    const target = join(folder, 'bundle');
    const former = temporaryBeside(target).replace(ownedIdIn, idOf(2 ** 30));
    mkdirSync(former);
    writeFileSync(join(former, 'config.json'), '"former"');
    const failing = writeDirectoryAtomically(target, () => Promise.reject(new Error('full')), {
      overwrite: true,
    });
    await expect(failing).rejects.toThrow('full');
    expect(readFileSync(join(target, 'config.json'), 'utf8')).toBe('"former"');
    expect(readdirSync(folder)).toEqual(['bundle']);
  });
});
