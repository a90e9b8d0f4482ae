import type { Protocol } from './protocols.js';

/**
 * Words that the protocols of a group ask for and that are no class names: a model that is to be asked for words it was not
 * trained on must not see them.
 *
 * @param group first part of the protocols' names.
 */
export function heldOutWords(protocols: readonly Protocol[], group: string): ReadonlySet<string> {
  const promptsOf = (name: string) =>
    protocols.filter((protocol) => protocol.name.startsWith(`${name}/`)).flatMap(({ prompts }) => prompts);
  const names = new Set(promptsOf('named'));
  return new Set(promptsOf(group).filter((word) => !names.has(word)));
}
