/** A transient failure: the request can be repeated. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | undefined;
  /** The server did not continue where it was asked to: what has arrived so far is of no use. */
  readonly rangeRefused: boolean;

  constructor(
    message: string,
    details: { readonly retryAfter?: number; readonly rangeRefused?: boolean } = {},
  ) {
    super(message);
    this.retryAfter = details.retryAfter;
    this.rangeRefused = details.rangeRefused ?? false;
  }
}
