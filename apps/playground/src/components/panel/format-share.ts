/** A share 0..1 as people read it: `0 %`, `< 1 %`, `42 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(100 * share)} %`;
}
