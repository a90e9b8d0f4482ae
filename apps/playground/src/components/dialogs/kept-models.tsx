import type { CachedWebModel } from '@langseg/adapter-web';
import { useEffect, useState } from 'preact/hooks';
import { isModelName } from '../../state/shared-state.js';
import { report } from '../../state/notices.js';
import { RoundButton } from '../controls/round-button.js';

interface KeptModelsProps {
  readonly onOpen: (id: string) => void;
}

/** Downloaded models that this browser keeps, to open or delete. */
export function KeptModels({ onOpen }: KeptModelsProps) {
  const [models, setModels] = useState<readonly CachedWebModel[]>([]);

  async function refresh(): Promise<void> {
    setModels(await (await openStore()).list());
  }

  async function remove({ id, revision }: CachedWebModel): Promise<void> {
    await (await openStore()).remove(id, { revision });
    await refresh();
  }

  useEffect(() => void refresh().catch(report), []);
  if (models.length === 0) return null;
  return (
    <section class="kept" aria-label="Models kept on this device">
      <h3>Kept on this device</h3>
      <ul>
        {models.map((model) => {
          const { id, revision, bytes } = model;
          return (
            <li key={`${id}@${revision ?? ''}`}>
              {isModelName(id) ? (
                <button
                  type="button"
                  class="kept-name"
                  onClick={() => onOpen(revision ? `${id}@${revision}` : id)}
                >
                  {id}
                </button>
              ) : (
                <span class="kept-name">{id}</span>
              )}
              <span class="quiet number">{(bytes / 1e6).toFixed(0)} MB</span>
              <RoundButton
                label={`Delete ${id}`}
                icon="trash"
                onClick={() => void remove(model).catch(report)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

async function openStore() {
  const { createWebModelStore } = await import('../../engine/model-store.js');
  return createWebModelStore();
}
