import { type ErrorContext, LangSegError } from '@langseg/core';

/** The file is truncated, damaged or not of the format it claims. */
export function corruptFile(message: string, context: ErrorContext = {}, cause?: unknown): LangSegError {
  return new LangSegError('FILE_CORRUPT', message, context, { cause });
}

/** The file asks for something that is refused, whatever its purpose. */
export function unsafeFile(message: string, context: ErrorContext = {}): LangSegError {
  return new LangSegError('FILE_UNSAFE', message, context);
}

/** A name out of a file, fit for a message: quoted, escaped, and cut when it is long. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
}
