import { choosePhoto } from '../../photo/choose-photo.js';
import { showPhoto } from '../../state/current-photo.js';

/** In the place of the photo, where a link brought words that were made for somebody's own. */
export function EmptyStage() {
  async function open() {
    const file = await choosePhoto();
    if (file) await showPhoto(file, file.name);
  }
  return (
    <div class="empty-stage">
      <p>These words were made for a photo that stayed on its owner’s device.</p>
      <button type="button" class="button is-solid" onClick={() => void open()}>
        Open a photo of yours
      </button>
      <p class="quiet">or try them on one of those below</p>
    </div>
  );
}
