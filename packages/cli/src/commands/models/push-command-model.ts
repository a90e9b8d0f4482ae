import { counted } from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import { loadOnDemand } from '../../on-demand/load-on-demand.js';
import type { CommandContext } from '../command-context.js';
import { defaultModel } from './default-model.js';
import type { ModelsOptions } from './models.js';

/** Options of `langseg models push`. */
export interface PushOptions extends ModelsOptions {
  readonly branch: string;
  readonly private?: boolean;
  readonly message?: string;
}

/** Pushes a model bundle to the hub. */
export async function pushCommandModel(
  ref: string,
  id: string,
  { branch, private: isPrivate, message, json }: PushOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<void> {
  const { pushModel } = await loadOnDemand('@langseg/hub', 'Pushing models', () => import('@langseg/hub'));
  const folder = ref === 'default' ? (await defaultModel()).path : ref;
  const visibility = isPrivate ? 'private' : undefined;
  const pushed = await pushModel(folder, id, { branch, visibility, message, signal });
  if (json) return terminal.printJson(pushed);
  await terminal.print(
    `Pushed ${counted(Object.keys(pushed.files).length, 'file')} and the model card to ${printable(pushed.url)}`,
  );
  terminal.note(`Use it as --model ${printable(id)}${branch === 'main' ? '' : `@${printable(branch)}`}.`);
}
