import { HubApiError } from '@huggingface/hub';
import { LangSegError } from '@langseg/core';

/** What went wrong with the hub, in our words. Errors of ours are passed on. */
export function hubFailure(error: unknown, id: string, signal: AbortSignal | undefined): LangSegError {
  if (LangSegError.is(error)) return error;
  if (signal?.aborted) return new LangSegError('ABORTED', 'Pushing the model was cancelled.');
  const reason = error instanceof Error ? error.message : String(error);
  const status = error instanceof HubApiError ? error.statusCode : undefined;
  const advice =
    status === 401 || status === 403
      ? ' Check that the token in HF_TOKEN may write there.'
      : status === 404
        ? ' Check the name, and that the branch exists.'
        : '';
  return new LangSegError(
    'NETWORK_FAILED',
    `The hub did not take ${id}: ${reason.slice(0, 500)}.${advice}`,
    { id, status },
    { cause: error },
  );
}
