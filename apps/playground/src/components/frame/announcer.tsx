import { announcement } from '../../state/announcements.js';

/** Tells screen readers what became of the words. */
export function Announcer() {
  return (
    <p class="visually-hidden" role="status" data-testid="announcement">
      {announcement.value}
    </p>
  );
}
