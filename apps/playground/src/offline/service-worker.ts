import { offlineAnswers, type WorkerCaches } from './offline-answers.js';

/** What the build puts in place of this name. */
declare const __OFFLINE__: { readonly version: string; readonly files: readonly string[] };

/** The part of a service worker's global scope that is used here; the DOM's types describe a window. */
interface ServiceWorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  readonly caches: WorkerCaches;
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'message', listener: (event: Waiting & { readonly data: unknown }) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchLike) => void): void;
}

interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchLike extends Waiting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as ServiceWorkerScope;
const offline = offlineAnswers({
  ...__OFFLINE__,
  scope: scope.registration.scope,
  caches: scope.caches,
  // Files whose names change with their content are never asked for twice.
  fetch: (request) =>
    fetch(request, {
      cache: typeof request === 'string' && request.includes('/assets/') ? 'force-cache' : 'default',
    }),
});

scope.addEventListener('install', (event) => event.waitUntil(offline.install()));
scope.addEventListener('activate', (event) =>
  event.waitUntil(offline.forgetOlder().then(() => scope.clients.claim())),
);
scope.addEventListener('message', (event) => {
  if (event.data === 'wasm' || event.data === 'webgpu') event.waitUntil(offline.keepRuntime(event.data));
});
scope.addEventListener('fetch', (event) => {
  if (offline.answers(event.request)) event.respondWith(offline.answer(event.request));
});
