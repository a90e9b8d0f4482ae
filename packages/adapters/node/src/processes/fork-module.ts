import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Starts a process that runs a module. Messages to and from it may hold typed arrays; what it prints on standard output
 * goes nowhere, errors go where this process's go.
 */
export function forkModule(module: URL): ChildProcess {
  return fork(fileURLToPath(module), {
    execArgv: execArguments(module),
    // Copies typed arrays as they are.
    serialization: 'advanced',
    // Standard output belongs to this process.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Runs from sources, as in tests, need a loader for TypeScript, and siblings' sources. */
function execArguments(module: URL): string[] {
  if (extname(import.meta.url) === '.ts' && extname(module.pathname) === '.ts')
    return ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')];
  // Two processes can't be debugged on one port.
  return process.execArgv.filter((argument) => !argument.startsWith('--inspect'));
}
