import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { takePhotos } from '../../project/project.js';
import { samples } from '../../photo/samples.js';
import { photo, showSample } from '../../state/current-photo.js';
import { Icon } from '../controls/icon.js';
import { RoundButton } from '../controls/round-button.js';
import { CameraDialog } from '../dialogs/camera-dialog.js';

const isCameraOpen = signal(false);

/** Photos to begin with, and ways to bring one's own. */
export function Filmstrip() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <nav class="filmstrip" aria-label="Photos">
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        data-testid="photo-input"
        onChange={(event) => {
          void takePhotos([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="button is-solid" onClick={() => input.current?.click()}>
        <Icon name="photo" />
        Open photos
      </button>
      {'mediaDevices' in navigator && (
        <RoundButton label="Camera" icon="camera" onClick={() => (isCameraOpen.value = true)} />
      )}
      <ul>
        {samples.map((sample) => (
          <li key={sample.name}>
            <button
              type="button"
              class="thumbnail"
              aria-label={sample.title}
              aria-pressed={photo.value?.sample === sample.name}
              onClick={() => void showSample(sample)}
            >
              <img src={sample.url} alt="" />
            </button>
          </li>
        ))}
      </ul>
      <p class="filmstrip-hint">or drop or paste some. They stay on this device.</p>
      {isCameraOpen.value && <CameraDialog onClose={() => (isCameraOpen.value = false)} />}
    </nav>
  );
}
