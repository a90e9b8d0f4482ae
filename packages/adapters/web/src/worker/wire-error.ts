import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { SentError } from './protocol.js';

/** A failure as plain data. Anything but a `LangSegError` is reported as `RUNTIME_FAILED` with its own message. */
export function toSentError(error: unknown): SentError {
  if (!LangSegError.is(error)) return { code: 'RUNTIME_FAILED', message: messageOf(error), context: {} };
  const { code, message, context, cause } = error;
  return {
    code,
    message,
    context: cloneable(context),
    ...(cause !== undefined && { cause: messageOf(cause) }),
  };
}

/** The failure that a worker reported. */
export function fromSentError({ code, message, context, cause }: SentError): LangSegError {
  return new LangSegError(code, message, context, cause === undefined ? {} : { cause: new Error(cause) });
}

/** Facts that can't be sent (functions, streams …) would lose the whole message. */
function cloneable(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => {
      try {
        return [name, structuredClone(value)];
      } catch {
        return [name, String(value)];
      }
    }),
  );
}
