import { encoded, photo } from '../../state/current-photo.js';
import { modelStatus } from '../../state/model.js';

/** What the photo waits for, on the photo, where people look. */
export function StageStatus() {
  const status = modelStatus.value;
  if (status.state === 'failed' || (status.state === 'ready' && encoded.value) || !photo.value) return null;
  const { loaded = 0, total } = status.state === 'loading' ? status : {};
  const isStarting = total !== undefined && loaded >= total;
  const text =
    status.state === 'ready'
      ? 'Looking at the photo …'
      : isStarting
        ? 'Starting the model …'
        : total === undefined
          ? 'Loading the model …'
          : `Loading the model: ${megabytes(loaded)} of ${megabytes(total)} MB`;
  return (
    <div class="stage-status" data-testid="stage-status">
      <span class="number">{text}</span>
      {total !== undefined && !isStarting && (
        <progress aria-label="Loading the model" value={loaded} max={total} />
      )}
    </div>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
