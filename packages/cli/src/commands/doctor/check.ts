/** What was found out about one thing. */
export interface Check {
  readonly name: string;
  /** `warn`: works, but is slow or limited; `fail`: LangSeg can't work so. */
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, for people. */
  readonly found: string;
  /** What to do; only where something is not `ok`. */
  readonly advice?: string;
}

/** A failed check from whatever was thrown. */
export function failed(name: string, error: unknown): Check {
  const message = error instanceof Error ? error.message : String(error);
  return { name, status: 'fail', found: message };
}
