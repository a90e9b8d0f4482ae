import { dismiss, notices } from '../../state/notices.js';
import { RoundButton } from '../controls/round-button.js';

/** Messages at the edge of the window; screen readers speak them as they come. */
export function NoticeList() {
  return (
    <div class="notices" aria-live="polite" role="region" aria-label="Messages">
      {notices.value.map(({ id, tone, text }) => (
        <div key={id} class={`notice is-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
          <p>{text}</p>
          <RoundButton label="Dismiss" icon="close" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
