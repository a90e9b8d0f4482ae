import { useEffect, useState } from 'preact/hooks';
import { droppedItem } from '../../photo/dropped-items.js';
import { takePhotos } from '../../project/project.js';
import { openModel } from '../../state/model.js';
import { notify, report } from '../../state/notices.js';

/** Takes photos and model folders that are dropped or pasted anywhere on the page. */
export function DropTarget() {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
      addEventListener(type, listener, { signal: stop.signal });
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (!event.relatedTarget) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      take(event.dataTransfer).catch(report);
    });
    on('paste', (event) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      take(event.clipboardData).catch(report);
    });
    return () => stop.abort();
  }, []);

  return isOver ? <div class="drop-target">Drop photos, or a folder with a model</div> : null;
}

async function take(data: DataTransfer): Promise<void> {
  const item = await droppedItem(data);
  if (item.kind === 'nothing') return notify('There was no file in it.', 'problem');
  if (item.kind === 'model') return openModel({ kind: 'folder', bundle: item.bundle });
  await takePhotos(item.files);
}
