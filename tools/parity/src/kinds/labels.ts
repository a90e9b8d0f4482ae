import { ade20kLabels, pascalVocLabels } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';
import { NotComparable } from '../not-comparable.js';

/** A data set's class names; the case's id says which. */
export const labels = codeKind({ labels: z.array(z.string()) }, async ({ id, labels: expected }) => {
  if (id.startsWith('ade20k')) return [compareExactly('labels', ade20kLabels, expected)];
  if (id.startsWith('pascal')) return [compareExactly('labels', pascalVocLabels, expected)];
  throw new NotComparable('there are no names of this data set here');
});
