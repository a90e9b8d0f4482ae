import { exportFormats } from '../../export/export-formats.js';
import { photo } from '../../state/current-photo.js';
import { report } from '../../state/notices.js';
import { activePane } from '../../state/panes.js';
import { Icon } from '../controls/icon.js';
import { Menu } from '../controls/menu.js';

/** Saves what the active pane shows. */
export function SaveMenu() {
  const pane = activePane.value;
  const isReady = photo.value !== undefined && pane.painted.value !== undefined;
  return (
    <Menu
      label="Save"
      isDisabled={!isReady}
      button={
        <>
          <Icon name="download" />
          <span class="button-text">Save</span>
        </>
      }
    >
      {(close) =>
        exportFormats.map(({ name, hint, save }) => (
          <button
            key={name}
            type="button"
            onClick={() => {
              close();
              save(pane, photo.value!).catch(report);
            }}
          >
            <b>{name}</b>
            <span>{hint}</span>
          </button>
        ))
      }
    </Menu>
  );
}
