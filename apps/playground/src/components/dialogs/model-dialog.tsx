import { bundleFromFiles } from '@langseg/adapter-web';
import { useRef, useState } from 'preact/hooks';
import { model, modelStatus, openModel, serverModels } from '../../state/model.js';
import { modelName } from '../../state/model-name.js';
import { report } from '../../state/notices.js';
import { Dialog } from '../controls/dialog.js';
import { Icon } from '../controls/icon.js';
import { KeptModels } from './kept-models.js';

/** Chooses the default model, a converted one in a folder, or one at an address. */
export function ModelDialog({ onClose }: { readonly onClose: () => void }) {
  const folder = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState('');
  const current = model.value;
  const status = modelStatus.value;

  function open(choice: Parameters<typeof openModel>[0]) {
    onClose();
    void openModel(choice);
  }

  return (
    <Dialog title="Model" onClose={onClose}>
      <p class="quiet">
        {modelName(current)}
        {status.state === 'ready' && `, on ${status.engine.about.device}`}
      </p>
      <button
        type="button"
        class="choice"
        aria-pressed={current.kind === 'default'}
        onClick={() => open({ kind: 'default' })}
      >
        <b>Default model</b>
        <span>Small and quick, knows 22,000 English words. 9 MB, comes with this app.</span>
      </button>
      {serverModels.value.models.map(({ name, url }) => (
        <button
          type="button"
          class="choice"
          key={url}
          aria-pressed={current.kind === 'server' && current.url === url}
          onClick={() => open({ kind: 'server', name, url })}
        >
          <b>{name}</b>
          <span>This server’s model. It is kept for offline use.</span>
        </button>
      ))}
      <button type="button" class="choice" onClick={() => folder.current?.click()}>
        <b>
          <Icon name="folder" /> A folder on this device
        </b>
        <span>A model bundle, as “langseg convert” writes it. You can also drop the folder on the page.</span>
      </button>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        data-testid="model-folder"
        {...{ webkitdirectory: true }}
        onChange={(event) => {
          try {
            open({ kind: 'folder', bundle: bundleFromFiles(event.currentTarget.files ?? []) });
          } catch (error) {
            onClose();
            report(error);
          }
        }}
      />
      <form
        class="choice"
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim()) open({ kind: 'url', url: url.trim() });
        }}
      >
        <label for="model-url">
          <b>
            <Icon name="link" /> An address
          </b>
          <span>
            A folder with a model bundle on a server that allows it (CORS), or a name on the Hugging Face hub.
            It is kept for offline use.
          </span>
        </label>
        <div class="field-row">
          <input
            id="model-url"
            type="text"
            inputMode="url"
            required
            placeholder="https://…/model/ or owner/name"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
          <button type="submit" class="button is-solid">
            Load
          </button>
        </div>
      </form>
      <KeptModels onOpen={(id) => open({ kind: 'url', url: id })} />
    </Dialog>
  );
}
