import { useEffect, useState } from 'preact/hooks';
import type { ExportFormat } from '../../export/export-formats.js';
import { savePane } from '../../export/save-pane.js';
import { photo } from '../../state/current-photo.js';
import { report } from '../../state/notices.js';
import { activePane } from '../../state/panes.js';
import { Icon } from '../controls/icon.js';
import { Menu } from '../controls/menu.js';

/** Saves what the active pane shows. */
export function SaveMenu() {
  const pane = activePane.value;
  const isReady = photo.value !== undefined && pane.painted.value !== undefined;
  const formats = useFormats(isReady);
  return (
    <Menu
      label="Save"
      isDisabled={!isReady || formats.length === 0}
      button={
        <>
          <Icon name="download" />
          <span class="button-text">Save</span>
        </>
      }
    >
      {(close) =>
        formats.map((format) => (
          <button
            key={format.type}
            type="button"
            onClick={() => {
              close();
              savePane(pane, photo.value!, format).catch(report);
            }}
          >
            <b>{format.type}</b>
            <span>{format.description}</span>
          </button>
        ))
      }
    </Menu>
  );
}

/** Formats are loaded when there is something to save: the first picture doesn't wait for them. */
function useFormats(areWanted: boolean): readonly ExportFormat[] {
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  useEffect(() => {
    if (!areWanted) return;
    import('../../export/export-formats.js')
      .then(({ exportFormats }) => setFormats(exportFormats))
      .catch(report);
  }, [areWanted]);
  return formats;
}
