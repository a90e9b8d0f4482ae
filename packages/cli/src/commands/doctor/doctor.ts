import { throwIfAborted } from '@langseg/core';
import type { SetupOptions } from '../../setup/setup-options.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';
import { readVersion } from '../../version.js';
import type { CommandContext } from '../command-context.js';
import type { Check } from './check.js';
import { checkMemory, checkNode, checkProcessor } from './check-machine.js';
import { checkDefaultModel, checkInference } from './check-model.js';
import { checkImages, checkRuntime } from './check-packages.js';
import { checkPlugins } from './check-plugins.js';
import { checkSpeed } from './check-speed.js';
import { checkCache, checkNetwork } from './check-storage.js';

/** Options of `langseg doctor`. */
export interface DoctorOptions extends SetupOptions {
  readonly json?: boolean;
}

/** Checks the machine and prints what was found; any failed check makes the command fail. */
export async function doctor(
  options: DoctorOptions,
  { io: { env, signal }, terminal, fail }: CommandContext,
): Promise<void> {
  const { json } = options;
  const steps: readonly (() => Check | Promise<Check>)[] = [
    checkNode,
    checkProcessor,
    checkMemory,
    checkRuntime,
    checkImages,
    checkCache,
    () => checkNetwork(env),
    () => checkPlugins(options),
    () => checkDefaultModel(signal),
    () => checkInference(signal),
    () => checkSpeed(signal),
  ];
  const checks: Check[] = [];
  if (!json) await terminal.print(terminal.colors.bold(`LangSeg ${readVersion()}`));
  for (const step of steps) {
    const check = await step();
    throwIfAborted(signal);
    checks.push(check);
    if (!json) await printCheck(check, terminal);
  }
  const isWell = checks.every(({ status }) => status !== 'fail');
  if (json) await terminal.printJson({ version: readVersion(), ok: isWell, checks });
  if (!isWell) fail();
}

async function printCheck({ name, status, found, advice }: Check, terminal: Terminal): Promise<void> {
  const { green, yellow, red } = terminal.colors;
  const mark = { ok: green('✓'), warn: yellow('!'), fail: red('✗') }[status];
  await terminal.print(`${mark} ${name}: ${printable(found, 400)}`);
  if (advice) await terminal.print(`  ${advice}`);
}
