import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { installNode } from './install-node.js';

// with-node.js VERSION COMMAND…: runs a command, and what it starts, under another Node.
const [version, ...command] = process.argv.slice(2);
const folder = installNode(version);
if (folder) {
  const PATH = [folder, process.env.PATH].join(delimiter);
  const { status } = spawnSync(command.join(' '), {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  process.exitCode = status ?? 1;
} else {
  console.error(`Node ${version} could not be installed.`);
  process.exitCode = 1;
}
