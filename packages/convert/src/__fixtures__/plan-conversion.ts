import type { ConversionSource } from '@langseg/architecture';
import type { Checkpoint } from '@langseg/checkpoints';
import { defaultRegistry } from '@langseg/components';
import type { ModelPlan } from '../model-plan.js';
import { planConversion as plan } from '../plan-conversion.js';

/** Plans with LangSeg's own components. */
export function planConversion(
  source: Checkpoint | ConversionSource,
  options: Readonly<Record<string, unknown>> = {},
): Promise<ModelPlan> {
  return plan(source, { registry: defaultRegistry, ...options });
}
