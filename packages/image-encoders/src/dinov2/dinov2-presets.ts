import type { NetworkConfig } from '@langseg/architecture';
import { swigluHidden, type Dinov2Config } from './dinov2-config.js';

/** All sizes of DINOv2 with a linear layer. */
export interface Dinov2Sizes extends Dinov2Config, NetworkConfig {}

const common = { patchSize: 14, ffn: 'mlp', registers: 0, trainedSide: 518 } as const;
const s14 = { ...common, width: 384, depth: 12, heads: 6, hidden: 1536 } as const;
const b14 = { ...common, width: 768, depth: 12, heads: 12, hidden: 3072 } as const;
const l14 = { ...common, width: 1024, depth: 24, heads: 16, hidden: 4096 } as const;
const g14 = {
  ...common,
  width: 1536,
  depth: 40,
  heads: 24,
  hidden: swigluHidden(1536),
  ffn: 'swiglu',
} as const;

/** The published models' sizes, without and with registers. */
export const dinov2Presets = {
  s14,
  b14,
  l14,
  g14,
  's14-reg4': { ...s14, registers: 4 },
  'b14-reg4': { ...b14, registers: 4 },
  'l14-reg4': { ...l14, registers: 4 },
  'g14-reg4': { ...g14, registers: 4 },
} as const;
