import { dismiss, notices } from '../../state/notices.js';
import { Icon } from '../controls/icon.js';

/** Messages at the edge of the window; screen readers speak them as they come. */
export function NoticeList() {
  return (
    <div class="notices" aria-live="polite" role="region" aria-label="Messages">
      {notices.value.map(({ id, tone, text }) => (
        <div key={id} class={`notice is-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
          <p>{text}</p>
          <button type="button" class="button is-round" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
