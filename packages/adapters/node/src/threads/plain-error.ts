import { LangSegError, type ErrorCode, type ErrorContext } from '@langseg/core';

/** An error as it can be sent between threads, which keep neither classes nor added properties. */
export interface PlainError {
  /** Left out for errors that are no `LangSegError`. */
  readonly code?: ErrorCode;
  readonly message: string;
  readonly context: ErrorContext;
  readonly stack?: string;
}

/** Takes an error apart, to be sent. */
export function toPlainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { message: String(error), context: {} };
  const { message, stack } = error;
  if (!LangSegError.is(error)) return { message: `${error.name}: ${message}`, context: {}, stack };
  return {
    code: error.code,
    message,
    context: JSON.parse(JSON.stringify(error.context)) as ErrorContext,
    stack,
  };
}

/** Puts an error together again; its cause tells where in the other thread it came from. */
export function fromPlainError({ code, message, context, stack }: PlainError): Error {
  const cause = Object.assign(new Error(message), { stack });
  return code ? new LangSegError(code, message, context, { cause }) : new Error(message, { cause });
}
