import type { ModelChoice } from '../engine/engine.js';
import type { ServerModels } from '../engine/server-models.js';

/**
 * The model to begin with: what the address of the page says, else the server's. An address that was kept from a time when
 * the server had another model gives the one it has now.
 *
 * @param wanted as the address says it; `default` is the default model.
 * @param page address of the page.
 */
export function firstModel(
  wanted: string | undefined,
  { models, first }: ServerModels,
  page: string,
): ModelChoice {
  const ofServer: ModelChoice = first ? { kind: 'server', ...first } : { kind: 'default' };
  if (wanted === undefined) return ofServer;
  if (wanted === 'default') return { kind: 'default' };
  const known = models.find(({ url }) => url === wanted);
  if (known) return { kind: 'server', ...known };
  return wanted.startsWith(new URL('models/', page).href) ? ofServer : { kind: 'url', url: wanted };
}

/** What the address of the page says of a model; nothing where the page would begin with it anyway. */
export function sharedModel(choice: ModelChoice, { first }: ServerModels): string | undefined {
  if (choice.kind === 'url') return choice.url;
  if (choice.kind === 'server') return choice.url === first?.url ? undefined : choice.url;
  return choice.kind === 'default' && first ? 'default' : undefined;
}
