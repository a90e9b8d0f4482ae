import type { Explanation } from '@langseg/core';
import { encoded } from './current-photo.js';
import type { Pane } from './panes.js';
import { otherWord } from './words-to-ask.js';
import { pixelAt, type Place } from './zoom.js';

/** Why a place has its word, as people say it. */
export interface Reasons {
  /** The word that the place has. */
  readonly word: string;
  /** How well the best words fit, best first, −1..1. */
  readonly fits: readonly { readonly word: string; readonly similarity: number }[];
  /** By how much the winner is ahead: a sentence. */
  readonly lead?: string;
  /** What it would be without its word: a sentence. */
  readonly without?: string;
  /** Words that the model knows and that come nearest. */
  readonly near: readonly string[];
}

/** Asks why a place of a pane has its word; undefined where it has none. */
export async function explainPlace(
  pane: Pane,
  { x, y }: Place,
  signal: AbortSignal,
): Promise<Reasons | undefined> {
  const regions = pane.regions.peek();
  const image = encoded.peek();
  if (!regions || !image) return undefined;
  const at = [pixelAt(x, regions.width), pixelAt(y, regions.height)] as const;
  return reasonsOf(await image.explain(regions, ...at, { signal }));
}

/** Puts an explanation into words. */
export function reasonsOf({ label, ranking, margin, otherwise, nearest = [] }: Explanation): Reasons {
  const fits = ranking.flatMap(({ label: word, similarity }) =>
    similarity === undefined || word === otherWord ? [] : [{ word, similarity }],
  );
  const [first, second] = ranking;
  const name = (word: string) => (word === otherWord ? 'everything else' : word);
  return {
    word: label,
    fits: fits.slice(0, 2),
    ...(margin !== undefined &&
      second && {
        lead: `${capital(name(first.label))} fits ${leadText(margin)} better than ${name(second.label)}.`,
      }),
    ...(otherwise !== undefined && {
      without:
        label === otherWord
          ? `Nothing on your list fits well enough here; ${otherwise} comes closest.`
          : otherwise === otherWord
            ? `Without ${label}, this stays unpainted.`
            : `Without ${label}, this becomes ${otherwise}.`,
    }),
    near: nearest.map(({ word }) => word),
  };
}

/** How much more likely e^margin is, in words. */
function leadText(margin: number): string {
  return margin < 0.7 ? 'hardly' : margin < 2.5 ? 'somewhat' : margin < 5 ? 'clearly' : 'far';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
