import { useEffect } from 'preact/hooks';
import { redo, undo } from '../../state/history.js';

/** Keys that work wherever the focus is, except where a text is edited that has an undo of its own. */
export function Shortcuts() {
  useEffect(() => {
    const stop = new AbortController();
    addEventListener('keydown', onKeyDown, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isEditing(event.target)) return;
  const key = event.key.toLowerCase();
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  if (key !== 'z' && !isRedo) return;
  event.preventDefault();
  if (isRedo) redo();
  else undo();
}

function isEditing(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text' && target.value !== '';
}
