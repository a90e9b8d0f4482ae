import { LangSegError, type Tensor } from '@langseg/core';

/** What is known of a step in which training went wrong. */
export interface DivergedStep {
  readonly step: number;
  readonly epoch: number;
  readonly ids: readonly string[];
  /** What was noticed. */
  readonly fault: string;
  readonly lastCheckpoint: string | undefined;
}

/** The error of a run that went wrong. */
export function diverged({ step, epoch, ids, fault, lastCheckpoint }: DivergedStep): LangSegError {
  const images = ids.length > 0 ? `, images ${ids.join(', ')}` : '';
  return new LangSegError(
    'TRAINING_DIVERGED',
    `Training stopped in step ${step} (epoch ${epoch + 1}${images}): ${fault}. ` +
      (lastCheckpoint
        ? `The last good checkpoint is ${lastCheckpoint}. `
        : 'There is no earlier checkpoint. ') +
      'Try a lower learning rate, a warm-up or clipNorm, and look at these images and their masks.',
    { step, epoch, ids, lastCheckpoint },
  );
}

/** The first tensor that holds something else than finite numbers. */
export function firstNotFinite(tensors: ReadonlyMap<string, Tensor<'float32'>>): string | undefined {
  for (const [name, { data }] of tensors) if (!data.every(Number.isFinite)) return name;
  return undefined;
}
