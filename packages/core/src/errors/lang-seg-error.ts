import type { ErrorCode } from './error-code.js';

const brand = Symbol.for('langseg.error');

/** Machine-readable facts about a failure, for example `{ path, expected, found }`. */
export type ErrorContext = Readonly<Record<string, unknown>>;

/** Characters at the begin and at the end of a message that quotes more than anybody reads. */
const [shownFirst, shownLast] = [6000, 1500];

/**
 * The one error class of LangSeg. Its message says what was expected, what was found and what to do;
 * `code` is stable, `context` holds the facts, `cause` the original failure.
 *
 * Messages quote files and requests of strangers; one of more than 7,500 characters loses its middle.
 *
 * Recognise it with {@link LangSegError.is}, which also holds when two copies of the package are installed.
 */
export class LangSegError extends Error {
  override readonly name = 'LangSegError';
  readonly code: ErrorCode;
  readonly context: ErrorContext;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}, options?: { cause?: unknown }) {
    super(shortened(message), options);
    this.code = code;
    this.context = context;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for a `LangSegError` of any installed copy; with `code`, only for that code. */
  static is(value: unknown, code?: ErrorCode): value is LangSegError {
    if (typeof value !== 'object' || value === null || !(brand in value)) return false;
    return !code || (value as unknown as LangSegError).code === code;
  }
}

function shortened(message: string): string {
  const more = message.length - shownFirst - shownLast;
  if (more <= 0) return message;
  return `${message.slice(0, shownFirst)}… (${more} characters more) …${message.slice(-shownLast)}`;
}
