import type { SlotConfig } from '@langseg/core';
import type { z } from 'zod';
import type { placeOptions } from '../layout/place-options.js';
import type { LayoutComponents } from './layout-components.js';

/** Where a data set is and how its files are laid out. */
export type DatasetConfig = SlotConfig<LayoutComponents, 'layout'> &
  z.input<z.ZodObject<typeof placeOptions>>;
