/** A share 0..1 as people read it: `0 %`, `< 1 %`, `42 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(100 * share)} %`;
}

/** What a photo shows, in a sentence for screen readers: `Cows on a pasture: grass 61 %, cow 25 %.` */
export function viewSummary(
  alt: string,
  shares: readonly { readonly word: string; readonly share: number }[],
): string {
  const painted = shares
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ word, share }) => `${word} ${formatShare(share)}`);
  const name = alt || 'Photo';
  return painted.length > 0 ? `${name}: ${painted.join(', ')}.` : `${name}.`;
}

/** What is told while the model comes. */
export function loadingText(loaded: number, total: number | undefined): string {
  if (!total) return 'Loading the model …';
  if (loaded >= total) return 'Starting the model …';
  return `Loading the model: ${Math.floor((100 * loaded) / total)} % of ${(total / 1e6).toFixed(0)} MB`;
}

/** What a failure says to visitors. */
export function errorText(error: unknown): string {
  return `The words can’t be shown. ${error instanceof Error ? error.message : String(error)}`;
}
