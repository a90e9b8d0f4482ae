import { plugin as blur } from '@langseg/e2e/plugins/langseg-blur';
import { plugin as tinyNet } from '@langseg/e2e/plugins/langseg-tiny-net';
import { plugin as wordList } from '@langseg/e2e/plugins/langseg-word-list';
import type { AnyComponent, Registry } from '@langseg/core';

/** A registry with an image encoder, a text encoder and a regulariser that are in no package of ours. */
export function withStrangersPlugins<C extends AnyComponent>(registry: Registry<C>) {
  return registry.use(tinyNet).use(wordList).use(blur);
}
