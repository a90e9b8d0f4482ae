import { defineTextEncoder } from '@langseg/architecture';
import { dinotxtTextConversion } from '../dinotxt/dinotxt-text-conversion.js';
import { clipText } from './clip-text.js';

/** The text transformer of dino.txt (Jose et al. 2025). It runs as CLIP's does; labels are compared with patches. */
export const dinotxtText = defineTextEncoder({
  type: 'dinotxt-text',
  configSchema: clipText.configSchema,
  create: (config, context) => clipText.create(config, context),
  conversion: dinotxtTextConversion,
});
