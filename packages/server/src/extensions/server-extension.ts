import type { RunOptions } from '@langseg/core';
import type { SegmentLimits } from '../limits/segment-limits.js';
import type { SegmentWishes } from '../requests/segment-request.js';

/** Another protocol that a server speaks: routes that take and answer JSON, and segment with the server's model. */
export interface ServerExtension {
  /** For messages, such as `label-studio`. */
  readonly name: string;
  /** Milliseconds that its longest answer may take. Default: the API's own limit for a photo. */
  readonly timeout?: number;
  /** Called once, when the model is there. */
  routes(context: ExtensionContext): readonly ExtensionRoute[];
}

/** An address of an extension. */
export interface ExtensionRoute {
  readonly method: 'GET' | 'POST';
  /** Such as `/predict`. */
  readonly path: string;
  /**
   * Answers a request with something that becomes JSON.
   *
   * @throws Refusal for a request that can't be answered; what else is thrown becomes an error of the server.
   */
  answer(request: ExtensionRequest): unknown;
}

/** What a route gets. */
export interface ExtensionRequest {
  /** The JSON of a POST; `undefined` for a GET. Nothing of it has been checked. */
  readonly body: unknown;
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What an extension works with. */
export interface ExtensionContext {
  readonly model: { readonly id: string; readonly name: string };
  readonly limits: SegmentLimits & { readonly maxBodyBytes: number };
  /**
   * Segments a photo as `POST /v1/segment` does, with the same limits.
   *
   * @param image the encoded photo.
   * @throws Refusal for wishes and photos that the API would refuse, with its reason; LangSegError `LABELS_INVALID`, `IMAGE_UNREADABLE`,
   * `IMAGE_TOO_LARGE`, `ABORTED`.
   */
  readonly segment: (
    image: Uint8Array,
    wishes: SegmentWishes,
    options: Required<RunOptions>,
  ) => Promise<SegmentedPhoto>;
  /** Tells the owner of the server what went wrong. */
  readonly onError: (message: string) => void;
}

/** A result in the format that was asked for. */
export interface SegmentedPhoto {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
