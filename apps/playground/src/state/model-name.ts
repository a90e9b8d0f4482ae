import type { ModelChoice } from '../engine/engine.js';

/** What a model is called on screen. */
export function modelName(choice: ModelChoice): string {
  if (choice.kind === 'default') return 'Default model';
  if (choice.kind === 'server') return choice.name;
  if (choice.kind === 'folder') return choice.bundle.name;
  return (
    choice.url
      .replace(/[?#].*/s, '')
      .split('/')
      .findLast((part) => part !== '') ?? choice.url
  );
}
