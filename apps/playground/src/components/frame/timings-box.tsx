import { isMeasuring, timings } from '../../state/timings.js';

/** How long things took, under `?measure`. */
export function TimingsBox() {
  if (!isMeasuring()) return null;
  return (
    <section class="timings" aria-label="Timings" data-testid="timings">
      <dl>
        {Object.entries(timings.value).map(([name, milliseconds]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{(milliseconds as number).toFixed(1)} ms</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
