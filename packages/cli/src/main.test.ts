import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { decodeMask } from '@langseg/adapter-node';
import { describe, expect, it } from 'vitest';
import { ended, spawnCli } from './__fixtures__/spawn-cli.js';
import { writeTinyCheckpoint } from './__fixtures__/tiny-checkpoint.js';
import { photo, WorkFolder } from './__fixtures__/work-folder.js';

const labels = ['--labels', 'sky, grass'];

describe('the process', { timeout: 120_000 }, () => {
  it('segments between pipes and ends with 0', async () => {
    const child = spawnCli(['segment', '-', ...labels, '-f', 'mask', '-o', '-']);
    child.stdin!.end(await photo());
    const { status, stdout, stderr } = await ended(child);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await decodeMask(stdout)).toMatchObject({ width: 48, height: 32 });
  });

  it('ends with 1 after a failure and with 2 after wrong usage', async () => {
    const [failed, misused] = await Promise.all([
      ended(spawnCli(['inspect', '/nowhere'])),
      ended(spawnCli(['segment', 'a.png'])),
    ]);
    expect([failed.status, misused.status]).toEqual([1, 2]);
    expect(failed.stderr).not.toMatch(/^ +at /m);
  });

  it('is interrupted between two images: 130, whole files only', async () => {
    using folder = new WorkFolder();
    const inputs = await Promise.all(Array.from({ length: 60 }, (_, i) => folder.photo(`${i}.png`)));
    const child = spawnCli(['segment', ...inputs, ...labels, '-f', 'mask', '-o', folder.at('out')]);
    const end = ended(child);
    const results = () => folder.files().filter((file) => file.startsWith('out/'));
    while (child.exitCode === null && results().length < 2) await setTimeout(5);
    child.kill('SIGINT');
    expect((await end).status).toBe(130);
    const written = results();
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(60);
    for (const file of written) {
      expect(file).toMatch(/\.mask\.png$/);
      expect(await decodeMask(readFileSync(folder.at(file)))).toMatchObject({ width: 48 });
    }
  });

  it('is interrupted while it waits for standard input', async () => {
    const child = spawnCli(['segment', '-', '--labels', 'sky,,grass', '-o', '-', '-f', 'mask']);
    const end = ended(child);
    child.stdin!.write((await photo()).subarray(0, 50));
    // The warning about the empty label: the command has begun, and waits for the rest of the photo or soon will.
    await once(child.stderr!, 'data');
    child.kill('SIGINT');
    expect((await end).status).toBe(130);
  });

  it('ends quietly when nobody reads on', async () => {
    using folder = new WorkFolder();
    const child = spawnCli(['inspect', await writeTinyCheckpoint(folder.at('tiny.safetensors'))]);
    child.stdout!.destroy();
    expect(await ended(child)).toMatchObject({ status: 0, stderr: '' });
  });

  it('says when the disk behind standard output is full', async () => {
    using folder = new WorkFolder();
    const input = await folder.photo('a.png');
    const args = ['segment', input, ...labels, '-f', 'mask', '-o', '-'];
    const { status, stderr } = await ended(spawnCli(args, ['ignore', openSync('/dev/full', 'w'), 'pipe']));
    expect(stderr).toBe("error: Can't write to standard output: the disk is full.\n");
    expect(status).toBe(1);
  });
});
