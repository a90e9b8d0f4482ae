import { describe, expect, it } from 'vitest';
import { offlineAnswers } from './offline-answers.js';

const scope = 'https://example.org/play/';
const files = [
  'langseg.json',
  'index.html',
  'assets/a.js',
  'assets/m.onnx',
  'assets/r-1.wasm',
  'assets/threaded-2.wasm',
  'assets/r.asyncify-3.wasm',
];

/** A worker with a cache in memory and a network that can be cut. */
function setUp() {
  const stores = new Map([
    ['langseg-app-old', new Map()],
    ['langseg-models', new Map()],
  ]) as Map<string, Map<string, Response>>;
  const fetched: string[] = [];
  let isOnline = true;
  const fetch = async (request: Request | string) => {
    const url = typeof request === 'string' ? request : request.url;
    if (!isOnline) throw new TypeError('offline');
    fetched.push(url.slice(scope.length));
    return new Response(`content of ${url}`, { headers: { 'Content-Type': 'text/x' } });
  };
  const offline = offlineAnswers({
    version: 'v2',
    files,
    scope,
    fetch,
    caches: {
      keys: async () => [...stores.keys()],
      delete: async (name) => stores.delete(name),
      open: async (name) => {
        const store = stores.get(name) ?? new Map<string, Response>();
        stores.set(name, store);
        const put = async (key: unknown, response: Response) => void store.set(key as string, response);
        return {
          match: async (key) => store.get(key as string)?.clone(),
          put,
          addAll: async (keys) => {
            for (const key of keys as string[]) await put(key, await fetch(key));
          },
        };
      },
    },
  });
  return { offline, fetched, stores, goOffline: () => (isOnline = false) };
}

const get = (path: string) => new Request(new URL(path, scope));

describe('offline answers', () => {
  it('serve the page and its files without network, isolated', async () => {
    const { offline, fetched, goOffline } = setUp();
    await offline.install();
    expect(fetched).toEqual(['langseg.json', 'index.html', 'assets/a.js']);
    goOffline();
    const response = await offline.answer(get('?measure#words=cow'));
    expect(await response.text()).toBe(`content of ${scope}index.html`);
    expect(response.headers.get('content-type')).toBe('text/x');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('keep the runtime of the device that was used', async () => {
    const { offline, fetched, goOffline } = setUp();
    await offline.keepRuntime('wasm');
    expect(fetched).toEqual(['assets/r-1.wasm', 'assets/threaded-2.wasm']);
    goOffline();
    expect((await offline.answer(get('assets/r-1.wasm'))).ok).toBe(true);
    await expect(offline.answer(get('assets/r.asyncify-3.wasm'))).rejects.toThrow('offline');
  });

  it('ask the server each time what it has, and give its last word when it is gone', async () => {
    const { offline, fetched, goOffline } = setUp();
    await offline.install();
    fetched.length = 0;
    expect((await offline.answer(get('langseg.json'))).ok).toBe(true);
    expect(fetched).toEqual(['langseg.json']);
    goOffline();
    expect((await offline.answer(get('langseg.json'))).ok).toBe(true);
  });

  it('leave other addresses alone', () => {
    const { offline } = setUp();
    expect(offline.answers(get('assets/a.js'))).toBe(true);
    expect(offline.answers(get('v1/segment'))).toBe(false);
    expect(offline.answers(get('assets/m.onnx'))).toBe(false);
    expect(offline.answers(get('https://other.org/play/index.html'))).toBe(false);
    expect(offline.answers(new Request(`${scope}index.html`, { method: 'POST', body: '' }))).toBe(false);
  });

  it('forget older versions of the app, not the models', async () => {
    const { offline, stores } = setUp();
    await offline.install();
    await offline.forgetOlder();
    expect([...stores.keys()].sort()).toEqual(['langseg-app-v2', 'langseg-models']);
  });
});
