import { LangSegError, safeParse, type ErrorCode } from '@langseg/core';
import * as z from 'zod';
import { isRefusalCode, Refusal } from '../errors/refusal.js';
import type { ServerMetrics } from '../metrics/server-metrics.js';
import type { ServedModel } from '../models/served-model.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { assertPhoto } from '../requests/photo-signature.js';
import { parseSegmentRequest } from '../requests/segment-request.js';
import type { Answer } from '../segmenting/answer.js';
import { withinTime, type TimeLimits } from '../segmenting/within-time.js';
import type { WorkerPool } from '../workers/worker-pool.js';
import type { ExtensionContext } from '../extensions/server-extension.js';

/** What extensions of a server are given their context from. */
export interface ExtensionContextInit extends SegmentLimits, TimeLimits {
  readonly model: Pick<ServedModel, 'id' | 'name'>;
  readonly pool: WorkerPool;
  readonly metrics: ServerMetrics;
  readonly maxBodyBytes: number;
  readonly onError?: (message: string) => void;
}

/** Lets extensions segment with the processes of the API. */
export function extensionContext(init: ExtensionContextInit): ExtensionContext {
  const { model, pool, metrics, maxBodyBytes, maxPixels, maxLabels, maxLongestSide, maxComparisons } = init;
  const onError = (message: string): void => init.onError?.(message);
  return {
    model: { id: model.id, name: model.name },
    limits: { maxBodyBytes, maxPixels, maxLabels, maxLongestSide, maxComparisons },
    onError,
    async segment(image, wishes, { signal }) {
      const checked = parseSegmentRequest(wishes, { ...init, formats: pool.formats });
      assertPhoto(image);
      const answer = await withinTime(signal, init, (stop) => pool.answer({ image, wishes: checked }, stop));
      metrics.countSteps(answer.timings);
      if (answer.failure) onError(answer.failure);
      if (answer.status !== 200) throw errorOf(answer);
      return { contentType: answer.contentType, bytes: answer.body };
    },
  };
}

const errorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** The error that a worker process has answered with. */
function errorOf({ body, headers }: Answer): Error {
  const { data } = safeParse(errorBody, JSON.parse(new TextDecoder().decode(body)));
  const { code, message } = data?.error ?? { code: 'INTERNAL', message: 'The photo could not be segmented.' };
  return isRefusalCode(code)
    ? new Refusal(code, message, headers)
    : new LangSegError(code as ErrorCode, message);
}
