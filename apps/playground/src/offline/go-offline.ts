import { effect } from '@preact/signals';
import { modelStatus } from '../state/model.js';

/**
 * Installs the service worker, so that the next visit needs no network, and once a model has started, lets it keep what
 * that took. Without service workers (or in private windows of some browsers) the app works all the same.
 */
export function goOffline(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.register('./service-worker.js').catch(() => undefined);
  const stop = effect(() => {
    const status = modelStatus.value;
    if (status.state !== 'ready') return;
    queueMicrotask(() => stop());
    const { kind } = status.engine.about;
    void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(kind));
  });
}
