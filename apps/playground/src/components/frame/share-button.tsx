import { photo } from '../../state/current-photo.js';
import { notify } from '../../state/notices.js';
import { Icon } from '../controls/icon.js';

/** Copies the address, which holds words and view; the address bar has the same one. */
export function ShareButton() {
  async function share() {
    const isOwnPhoto = photo.value !== undefined && photo.value.sample === undefined;
    try {
      await navigator.clipboard.writeText(location.href);
      notify(isOwnPhoto ? 'Link copied. It holds your words; your photo stays here.' : 'Link copied.');
    } catch {
      notify('The link is in the address bar; this browser does not let pages copy it.');
    }
  }
  return (
    <button
      type="button"
      class="button"
      aria-label="Share a link to these words"
      onClick={() => void share()}
    >
      <Icon name="link" />
      <span class="button-text">Share</span>
    </button>
  );
}
