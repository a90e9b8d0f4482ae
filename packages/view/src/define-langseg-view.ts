import { createSegmenter, type CreateSegmenterOptions } from '@langseg/web';
import type { LangSegViewElement } from './element-types.js';
import { createElementClass } from './langseg-view.js';
import { shareEngines } from './shared-engines.js';
import { sumProgress } from './sum-progress.js';

/** Options of {@link defineLangSegView}. All have defaults. */
export interface DefineLangSegViewOptions extends Pick<
  CreateSegmenterOptions,
  'device' | 'threads' | 'wasmPaths' | 'worker' | 'pipeline' | 'onWarning'
> {
  /** Name of the element, with a dash in it. Default `langseg-view`. */
  readonly name?: string;
  /** Milliseconds that an engine lives on after its last element has gone. Default 10,000. */
  readonly linger?: number;
}

/**
 * Registers the element, once a page. All its elements of one model share an engine, which is loaded with the first that comes into
 * sight, and ended after the last was taken out of the page.
 *
 * ```ts
 * defineLangSegView(); // and in the page: <langseg-view src="cow.jpg" words="cow, grass"></langseg-view>
 * ```
 *
 * @returns the class of the elements: of one that was registered before, too. Nothing where there are no elements, as on servers.
 */
export function defineLangSegView({
  name = 'langseg-view',
  linger,
  ...options
}: DefineLangSegViewOptions = {}): (new () => LangSegViewElement) | undefined {
  if (typeof customElements === 'undefined') return undefined;
  const known = customElements.get(name);
  if (known) return known as new () => LangSegViewElement;
  const engines = shareEngines(
    (model, onProgress) => createSegmenter({ ...options, model, onProgress: sumProgress(onProgress) }),
    linger,
  );
  const Element = createElementClass(engines);
  customElements.define(name, Element);
  return Element;
}
