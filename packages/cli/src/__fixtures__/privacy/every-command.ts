import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { runCli } from '../../run-cli.js';

/** Runs every command, one after the other, on the files of the folder it is started in. */
const commands = [
  ['doctor'],
  ['models', 'list'],
  ['models', 'verify', 'default'],
  ['inspect', 'tiny.safetensors'],
  ['convert', 'tiny.safetensors', '-o', 'bundle'],
  ['segment', 'data/images/a.png', '-l', 'sky, grass', '-o', 'out', '--format', 'mask,overlay,heatmaps,json,rle'],
  ['eval', 'data', '--out', 'scores.json', '--report', 'scores.html'],
  ['lint-labels', 'sky, grass'],
  ['train', 'recipe.json', '-o', 'run', '--threads', '1', '--workers', '1'],
];
for (const args of commands) {
  const status = await runCli(args, { ...process, signal: new AbortController().signal });
  console.log(`${args[0]}: ${status}`);
}

const controller = new AbortController();
const stdout = new PassThrough();
const served = runCli(['serve', '--port', '0', '--playground', 'page', '--api', '--json'], {
  ...process,
  stdout,
  signal: controller.signal,
});
const [line] = (await once(stdout, 'data')) as [Buffer];
const { url } = JSON.parse(line.toString()) as { url: string };
const body = new FormData();
body.set('image', new Blob([readFileSync('data/images/a.png')]), 'a.png');
body.set('labels', 'sky, grass');
const { status } = await fetch(new URL('v1/segment', url), { method: 'POST', body });
console.log(`request: ${status}`);
controller.abort();
console.log(`serve: ${await served}`);
