import { splitAt } from '../../state/split.js';

const labels = { 'before-after': 'Before and after', 'a-b': 'A and B' } as const;

/** A line across the photo with a grip that moves it. */
export function SplitHandle({ kind }: { readonly kind: keyof typeof labels }) {
  const percent = Math.round(100 * splitAt.value);
  return (
    <div class="split" style={{ '--split': splitAt.value }}>
      <input
        type="range"
        min="0"
        max="100"
        value={percent}
        aria-label={labels[kind]}
        aria-valuetext={kind === 'a-b' ? `${percent} percent A` : `${percent} percent original`}
        onInput={(event) => (splitAt.value = Number(event.currentTarget.value) / 100)}
      />
    </div>
  );
}
