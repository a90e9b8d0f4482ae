/** Why the API answers a request with an error that no part of the pipeline has reported; stable. */
export type RefusalCode =
  /** The body can't be taken apart, or lacks or misstates something. */
  | 'REQUEST_INVALID'
  /** The body has more bytes than the limit. */
  | 'BODY_TOO_LARGE'
  /** The body did not arrive in time. */
  | 'BODY_TOO_SLOW'
  /** The body is neither JSON nor a form, or is packed in a way that is not read. */
  | 'MEDIA_TYPE_UNSUPPORTED'
  /** The photo has too many pixels for so many labels. */
  | 'WORK_TOO_LARGE'
  /** The path takes other methods. */
  | 'METHOD_NOT_ALLOWED'
  /** The `Host` of the request is none of the server's names. */
  | 'HOST_NOT_ALLOWED'
  /** A page of another site has sent the request. */
  | 'ORIGIN_NOT_ALLOWED'
  /** There is nothing at the path. */
  | 'NOT_FOUND'
  /** As many requests wait as may. */
  | 'QUEUE_FULL'
  /** Segmenting took longer than the limit, waiting included. */
  | 'TIMED_OUT'
  /** The process that segmented the photo has ended. */
  | 'WORKER_LOST'
  /** The server is being stopped. */
  | 'SHUTTING_DOWN'
  /** A mistake of the server's. */
  | 'INTERNAL';

const statuses = {
  REQUEST_INVALID: 400,
  HOST_NOT_ALLOWED: 403,
  ORIGIN_NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_SLOW: 408,
  BODY_TOO_LARGE: 413,
  WORK_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  QUEUE_FULL: 429,
  INTERNAL: 500,
  TIMED_OUT: 503,
  WORKER_LOST: 503,
  SHUTTING_DOWN: 503,
} as const satisfies Record<RefusalCode, number>;

/** Whether a code is one of a refusal. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(statuses, code);
}

/** Headers of the answer to a refused request. */
export interface RefusalHeaders {
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter?: number;
  /** Methods that the path takes. */
  readonly allow?: string;
  /** Ways to pack a body that are read. */
  readonly acceptEncoding?: string;
}

/** A request that is answered with an error although nothing is broken. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly headers: RefusalHeaders;

  constructor(code: RefusalCode, message: string, headers: RefusalHeaders = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }

  get status(): (typeof statuses)[RefusalCode] {
    return statuses[this.code];
  }
}
