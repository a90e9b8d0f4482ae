import { findWord } from './label-list.js';
import { wordChecks } from './known-words.js';
import type { Pane } from './panes.js';
import { otherWord } from './words-to-ask.js';

/** What became of a word on the photo. */
export type Verdict =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'won'; readonly share: number }
  /** It has hardly a pixel; where it comes closest, the rival wins. */
  | { readonly kind: 'outbid'; readonly share: number; readonly rival: string };

/** A smaller part of the photo is not seen. */
const least = 0.01;

/** What became of a word of the list, or of the one being typed; undefined while it is not clear yet. */
export function verdictOn(pane: Pane, word: string): Verdict | undefined {
  if (wordChecks.value.get(word)?.isKnown === false) return { kind: 'unknown' };
  const words = pane.regions.value?.words ?? [];
  const painted = pane.painted.value;
  const index = words.indexOf(findWord(pane.labels.value, word)?.word ?? word);
  const share = painted?.shares[index];
  if (!painted || share === undefined) return undefined;
  const rival = words[painted.rivals[index]];
  return share < least && rival !== undefined ? { kind: 'outbid', share, rival } : { kind: 'won', share };
}

/** How much of the photo a word has, as people read it. */
export function shareText(verdict: Verdict): string {
  return verdict.kind === 'unknown' ? 'not known' : formatShare(verdict.share);
}

/** Why a word has hardly a pixel, or nothing where it has some. */
export function reasonText(verdict: Verdict): string | undefined {
  if (verdict.kind !== 'outbid') return undefined;
  return verdict.rival === otherWord ? 'nothing here looks like it' : `outbid by ${verdict.rival}`;
}

/** A share 0..1 as people read it: `0 %`, `< 1 %`, `42 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(100 * share)} %`;
}
