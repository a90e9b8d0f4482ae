import { createWebModelStore, type CachedWebModel } from '@langseg/adapters/web';
import { useEffect, useState } from 'preact/hooks';
import { report } from '../../state/notices.js';
import { Icon } from '../controls/icon.js';

interface KeptModelsProps {
  readonly onOpen: (id: string) => void;
}

/** Downloaded models that this browser keeps, to open or delete. */
export function KeptModels({ onOpen }: KeptModelsProps) {
  const [models, setModels] = useState<readonly CachedWebModel[]>([]);
  const refresh = () => createWebModelStore().list().then(setModels).catch(report);
  useEffect(() => void refresh(), []);
  if (models.length === 0) return null;
  return (
    <section class="kept" aria-label="Models kept on this device">
      <h3>Kept on this device</h3>
      <ul>
        {models.map(({ id, revision, bytes }) => (
          <li key={`${id}@${revision ?? ''}`}>
            <button
              type="button"
              class="kept-name"
              onClick={() => onOpen(revision ? `${id}@${revision}` : id)}
            >
              {id}
            </button>
            <span class="quiet number">{(bytes / 1e6).toFixed(0)} MB</span>
            <button
              type="button"
              class="button is-round"
              aria-label={`Delete ${id}`}
              onClick={() => void createWebModelStore().remove(id, { revision }).then(refresh).catch(report)}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
