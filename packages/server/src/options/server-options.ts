import type { Device, ModelProgress } from '@langseg/adapter-node';
import type { RunOptions } from '@langseg/core';
import type { ServerExtension } from '../extensions/server-extension.js';

/** Limits of the JSON API. All have defaults. */
export interface ApiLimits {
  /** Bytes of a request's body; base64 takes a third more than the photo itself. Default 20 million. */
  readonly maxBodyBytes?: number;
  /** Bytes of all bodies together. Default 256 million. */
  readonly maxBufferedBytes?: number;
  /** Pixels of a photo. Default 24 million. */
  readonly maxPixels?: number;
  /** Labels of a request. Default 256. */
  readonly maxLabels?: number;
  /** Highest `longestSide` of a request. Default 2048. */
  readonly maxLongestSide?: number;
  /** Labels of a request times pixels of its photo. Default 2.5 billion. */
  readonly maxComparisons?: number;
  /** Photos that wait; the next one is answered with 429. Default 32. */
  readonly maxQueue?: number;
  /** Milliseconds from the last byte of a request to its answer, waiting included. Default 60,000. */
  readonly timeout?: number;
}

/** Options of the JSON API. All have defaults. */
export interface ApiOptions extends ApiLimits {
  /** Where the model runs. Default `cpu`. */
  readonly device?: Device;
  /** Threads of one model run. Default: the machine's cores. */
  readonly threads?: number;
  /** Processes that segment, each with a model of its own. Default 1: a model run takes all cores by itself. */
  readonly workers?: number;
  /** Program of these processes, a module that calls `serveWorker`. Default: one with LangSeg's own components. */
  readonly worker?: URL;
}

/** Options of {@link startServer}. All have defaults. */
export interface ServerOptions extends RunOptions {
  /** Address to listen on. Default `127.0.0.1`: this machine alone. */
  readonly host?: string;
  /** Default 8080; 0 takes any that is free. */
  readonly port?: number;
  /**
   * What the API segments with and the playground begins with: `default` for the embedded model, a folder with a model
   * bundle, a hub id or an address. Default `default`.
   */
  readonly model?: string;
  /**
   * Plugins with components that the model needs, for the processes of the API: packages, paths or addresses, looked for
   * from the working folder. Browsers don't get them: the playground is built with its own.
   */
  readonly plugins?: readonly string[];
  /** Folder of a built web app to serve; `@langseg/playground` exports its own. Default: none is served. */
  readonly playground?: URL;
  /** Serve `POST /v1/segment`. Default false. */
  readonly api?: boolean | ApiOptions;
  /** Other protocols that it speaks, such as that of Label Studio; they need the API. Default none. */
  readonly extensions?: readonly ServerExtension[];
  /**
   * Origins (`https://example.org`) whose pages may use the API, or `*` for all. Default none: pages of other sites can't
   * read its answers, and their requests are refused.
   */
  readonly cors?: readonly string[];
  /**
   * Names under which the server answers (`models.example.org`; `.example.org` for all below it as well; `*` for every
   * name), besides `host`, `localhost` and addresses in numbers. Default none, which only a server that listens on
   * 127.0.0.1 or ::1 takes literally: it answers no other name, so that no page can turn its own name into the server's
   * ("DNS rebinding"). One that listens elsewhere answers to any name then.
   */
  readonly allowedHosts?: readonly string[];
  /** Milliseconds for the head of a request. Default 10,000. */
  readonly headTimeout?: number;
  /** Milliseconds for a request to arrive with its body. Default 30,000. */
  readonly bodyTimeout?: number;
  /** Open connections; further ones are closed at once. Default 1000. */
  readonly maxConnections?: number;
  /** Milliseconds that open requests are given when the server is stopped. Default 30,000. */
  readonly drainTimeout?: number;
  /** Download progress of the model. */
  readonly onProgress?: (event: ModelProgress) => void;
  /** Called for what went wrong without a client being to blame. */
  readonly onError?: (message: string) => void;
}
