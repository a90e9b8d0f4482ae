/** Times and numbers that a server holds its clients to. */
export interface HttpLimits {
  /** Milliseconds for the head of a request. */
  readonly headTimeout: number;
  /** Milliseconds for a whole request, its body included. */
  readonly bodyTimeout: number;
  /** Milliseconds without a byte in either direction after which a connection is closed. */
  readonly idleTimeout: number;
  /** Connections beyond these are closed at once. */
  readonly maxConnections: number;
}
