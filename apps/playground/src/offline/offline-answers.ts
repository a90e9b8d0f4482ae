/** What is needed of the Cache API. */
export interface WorkerCaches {
  open(name: string): Promise<Pick<Cache, 'match' | 'put' | 'addAll'>>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
}

/** Options of {@link offlineAnswers}. */
export interface OfflineOptions {
  /** Changes with every build. */
  readonly version: string;
  /** All files of the build, relative to the scope. */
  readonly files: readonly string[];
  /** Address of the app, ending in a slash. */
  readonly scope: string;
  readonly caches: WorkerCaches;
  readonly fetch: (request: Request | string) => Promise<Response>;
}

/** Files that are only kept when they were used: the runtime for one device, what other pages load, and fonts of other scripts. */
const onDemand = /\.wasm$|\.mjs$|langseg-view\.js$|(greek|cyrillic|vietnamese|ext)-wght/;

/** What the server says of itself, which may be something else the next time. */
const ofServer = 'langseg.json';

/** Files of the default model, which has a checked cache of its own. */
const ofModel = /\.(onnx|onnx_data|bin)$/;

/** Makes the page isolated, which threads of WebAssembly need, also where the web server doesn't. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Answers requests for the app's own files from a cache that one visit fills. Everything else goes its usual way. */
export function offlineAnswers({ version, files, scope, caches, fetch }: OfflineOptions) {
  const prefix = 'langseg-app-';
  const name = `${prefix}${version}`;
  const known = new Set(files.filter((file) => !ofModel.test(file)).map((file) => new URL(file, scope).href));
  const start = new URL('index.html', scope).href;

  /** Address of the file that a request is for: without query, and the page itself for its folder. */
  function fileOf({ url, method }: Pick<Request, 'url' | 'method'>): string | undefined {
    const { origin, pathname } = new URL(url);
    const address = origin + pathname;
    const file = address === scope ? start : address;
    return method === 'GET' && known.has(file) ? file : undefined;
  }

  async function fromCache(file: string): Promise<Response> {
    const kept = await (await caches.open(name)).match(file);
    return kept ?? fromNetwork(file);
  }

  async function fromNetwork(file: string): Promise<Response> {
    const response = await fetch(file);
    const cache = await caches.open(name);
    if (response.ok) await cache.put(file, response.clone()).catch(() => undefined);
    return response;
  }

  return {
    async install(): Promise<void> {
      const cache = await caches.open(name);
      await cache.addAll([...known].filter((file) => !onDemand.test(file)));
    },

    /** Only caches of this app: the models' stay. */
    async forgetOlder(): Promise<void> {
      const older = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
      await Promise.all(older.map((key) => caches.delete(key)));
    },

    /** Fetches what the first visit loaded before this worker was there. */
    async keepRuntime(device: 'wasm' | 'webgpu'): Promise<void> {
      const unused = device === 'webgpu' ? /threaded-[^./]*\.wasm$/ : /(asyncify|jsep)[^/]*\.wasm$/;
      const wanted = [...known].filter((file) => file.endsWith('.wasm') && !unused.test(file));
      for (const file of wanted) await fromCache(file);
    },

    answers: (request: Pick<Request, 'url' | 'method'>) => fileOf(request) !== undefined,

    async answer(request: Request): Promise<Response> {
      const file = fileOf(request)!;
      const isOfServer = file === new URL(ofServer, scope).href;
      const response = await (isOfServer ? fromNetwork(file).catch(() => fromCache(file)) : fromCache(file));
      const headers = new Headers(response.headers);
      for (const [header, value] of Object.entries(isolation)) headers.set(header, value);
      return new Response(response.body, { status: response.status, headers });
    },
  };
}
