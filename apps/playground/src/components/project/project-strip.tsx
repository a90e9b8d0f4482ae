import type { ProjectPhoto } from '../../project/project-photo.js';
import {
  isProjectKept,
  projectPhotos,
  removePhotos,
  showProjectPhoto,
  shownPhoto,
  thumbnails,
} from '../../project/project.js';
import { labelled, running } from '../../project/run-project.js';
import { report } from '../../state/notices.js';
import { ProjectActions } from './project-actions.js';

/** One's own photos. They are one stop for the keys, with arrow keys between them; Delete takes one out. */
export function ProjectStrip() {
  const photos = projectPhotos.value;
  if (photos.length === 0) return null;
  const shown = shownPhoto.value ?? photos[0];
  return (
    <section class="project" aria-label="Your photos">
      <ul onKeyDown={onKeyDown}>
        {photos.map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              class="thumbnail"
              title={photo.problem ?? photo.name}
              aria-label={`${photo.name}, ${stateOf(photo)}`}
              aria-pressed={photo === shownPhoto.value}
              tabIndex={photo === shown ? 0 : -1}
              data-photo={photo.id}
              onClick={() => void showProjectPhoto(photo)}
            >
              <img src={thumbnails.value.get(photo.id)} alt="" />
              <i class={`mark is-${stateOf(photo).replace(/ /g, '-')}`} />
            </button>
          </li>
        ))}
      </ul>
      <ProjectActions />
      <p class="quiet">
        {isProjectKept.value ? 'Kept in this browser only.' : notKept}{' '}
        <button
          type="button"
          class="link"
          disabled={running.value !== undefined}
          onClick={() => void removePhotos(photos.map(({ id }) => id)).catch(report)}
        >
          Remove all
        </button>
      </p>
    </section>
  );
}

const notKept = 'This window keeps nothing: photos and results go when it is closed, so save them before.';

function stateOf(photo: ProjectPhoto): string {
  if (labelled.value.includes(photo)) return 'labelled';
  return photo.problem === undefined ? 'not labelled' : 'failed';
}

function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.thumbnail')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  if (event.key === 'Delete' || event.key === 'Backspace') {
    (buttons[at + 1] ?? buttons[at - 1])?.focus();
    removePhotos([buttons[at].dataset.photo!]).catch(report);
  } else if (event.key in places) buttons[places[event.key]]?.focus();
  else return;
  event.preventDefault();
}
