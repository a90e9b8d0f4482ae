import { signal } from '@preact/signals';
import { encoded, photo } from '../../state/current-photo.js';
import { cancelOpening, model, modelStatus, openModel } from '../../state/model.js';
import { modelName } from '../../state/model-name.js';
import { ModelDialog } from '../dialogs/model-dialog.js';

const isDialogOpen = signal(false);

/** Which model is at work, or how far its download is. */
export function ModelLine() {
  const status = modelStatus.value;
  return (
    <footer class="model-line">
      {status.state === 'loading' ? (
        <Download loaded={status.loaded} total={status.total} />
      ) : (
        <button type="button" class="model-button" onClick={() => (isDialogOpen.value = true)}>
          <i class={`lamp is-${status.state}${photo.value && !encoded.value ? ' is-busy' : ''}`} />
          <span>{status.state === 'ready' ? modelName(model.value) : 'No model'}</span>
          <span class="quiet">{status.state === 'ready' ? status.engine.about.device : 'choose'}</span>
        </button>
      )}
      {status.state === 'failed' && (
        <div class="failure" role="alert">
          <p>{status.message}</p>
          <button type="button" class="button" onClick={() => void openModel(model.value)}>
            Try again
          </button>
        </div>
      )}
      {isDialogOpen.value && <ModelDialog onClose={() => (isDialogOpen.value = false)} />}
    </footer>
  );
}

function Download({ loaded, total }: { readonly loaded: number; readonly total: number | undefined }) {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  const isDone = total !== undefined && loaded >= total;
  return (
    <div class="download">
      <span id="download-label">{isDone ? 'Starting the model' : 'Loading the model'}</span>
      <span class="quiet number">
        {total !== undefined && !isDone && `${megabytes(loaded)} of ${megabytes(total)} MB`}
      </span>
      <button type="button" class="button is-small" onClick={cancelOpening}>
        Cancel
      </button>
      <progress aria-labelledby="download-label" {...(total ? { value: loaded, max: total } : {})} />
    </div>
  );
}
