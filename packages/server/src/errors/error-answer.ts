import { LangSegError, type ErrorCode } from '@langseg/core';
import { Refusal, type RefusalCode, type RefusalHeaders } from './refusal.js';

/** An error as the client sees it. */
export interface ErrorAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly code: ErrorCode | RefusalCode;
  readonly message: string;
  readonly headers: RefusalHeaders;
  /** Nobody's mistake but ours: the owner of the server should hear of it. */
  readonly isUnexpected: boolean;
}

/** Failures of the pipeline that the request is to blame for, or that pass. */
const statuses: Partial<Record<ErrorCode, number>> = {
  LABELS_INVALID: 422,
  IMAGE_UNREADABLE: 422,
  IMAGE_TOO_LARGE: 413,
  // Nobody is left to read it.
  ABORTED: 499,
  DISPOSED: 503,
};

/** Says with which status, code and words an error is answered. What is ours to know stays out of the message. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof Refusal) {
    const { status, code, message, headers } = error;
    return { status, code, message, headers, isUnexpected: status === 500 };
  }
  const code = LangSegError.is(error) ? error.code : 'INTERNAL';
  const status = LangSegError.is(error) ? statuses[error.code] : undefined;
  if (status && error instanceof Error)
    return { status, code, message: error.message, headers: {}, isUnexpected: false };
  return {
    status: 500,
    code,
    message: 'Something went wrong in the server; its log says what.',
    headers: {},
    isUnexpected: true,
  };
}

/** Characters of a message: it may quote what a client has sent. */
const maxMessage = 2000;

/** The body of an answer with an error. */
export function errorBody({ code, message }: Pick<ErrorAnswer, 'code' | 'message'>): string {
  const shown = message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
  return JSON.stringify({ error: { code, message: shown } });
}
