import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import manifest from '@langseg/cli/package.json' with { type: 'json' };
import sharp from 'sharp';

const langseg = (...args) => execFileSync('npx', ['langseg', ...args], { encoding: 'utf8' });

assert.match(langseg('--version'), new RegExp(`\\b${manifest.version}\\b`));

await sharp({ create: { width: 64, height: 48, channels: 3, background: 'skyblue' } }).toFile('photo.png');
assert.match(langseg('segment', 'photo.png', '--labels', 'sky,grass', '--out', 'results'), /sky/);
assert.ok(readdirSync('results').includes('photo.mask.png'));

const server = spawn('npx', ['langseg', 'serve', '--port', '0', '--json'], { detached: true });
try {
  const [line] = await once(server.stdout, 'data');
  const page = await fetch(JSON.parse(line).url);
  assert.match(await page.text(), /<title>.*LangSeg/);
  assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
} finally {
  process.kill(-server.pid, 'SIGTERM');
}

assert.match(langseg('--help'), /batch/);
// Where it was never installed.
rmSync('node_modules/@langseg/batch', { recursive: true });
const missing = spawnSync('npx', ['langseg', 'batch', 'status', '--database', 'queue'], { encoding: 'utf8' });
assert.equal(missing.status, 1);
assert.match(missing.stderr, /npm install @langseg\/batch/);
