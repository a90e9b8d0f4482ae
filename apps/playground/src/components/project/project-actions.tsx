import { projectPhotos, removePhotos, shownPhoto } from '../../project/project.js';
import { cancelRun, canRun, labelled, runProject, running, saveProject } from '../../project/run-project.js';
import { report } from '../../state/notices.js';
import { RoundButton } from '../controls/round-button.js';

/** What can be done with one's own photos. */
export function ProjectActions() {
  const photos = projectPhotos.value;
  const run = running.value;
  const shown = shownPhoto.value;
  return (
    <div class="project-actions">
      <p role="status" data-testid="project-status">
        {run
          ? `Labelling ${run.done + 1} of ${run.of} …`
          : `${labelled.value.length} of ${photos.length} labelled`}
      </p>
      {run ? (
        <>
          <progress max={run.of} value={run.done} aria-label="Labelled photos" />
          <button type="button" class="button" onClick={cancelRun}>
            Cancel
          </button>
        </>
      ) : (
        <>
          <button type="button" class="button" disabled={!canRun.value} onClick={() => void runProject()}>
            Label all
          </button>
          <button
            type="button"
            class="button"
            disabled={labelled.value.length === 0}
            onClick={() => void saveProject().catch(report)}
          >
            Save zip
          </button>
          {shown && (
            <RoundButton
              label={`Take out ${shown.name}`}
              icon="trash"
              onClick={() => void removePhotos([shown.id]).catch(report)}
            />
          )}
        </>
      )}
    </div>
  );
}
