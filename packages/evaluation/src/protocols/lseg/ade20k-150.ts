import { lsegAde20k } from '../labels/lseg-ade20k.js';
import { defineProtocol } from '../protocol-component.js';
import { span } from '../span.js';

/** The fixed label set of the paper's table 1: six scales, each mirrored as well, in windows. */
export const ade20k150 = defineProtocol('ade20k-150', {
  kind: 'labels',
  description: 'LSeg, ADE20K validation with a fixed label set, six scales and mirrored',
  suite: 'lseg',
  source: {
    repository: 'isl-org/lang-seg',
    path: 'test_lseg.py',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
  dataset: { layout: { type: 'ade20k', split: 'validation' }, photos: 2000, maskValues: span(1, 150) },
  labels: lsegAde20k,
  view: {
    windows: { size: 480, stride: 320, longSide: 520, edge: 'pad' },
    scales: [0.5, 0.75, 1, 1.25, 1.5, 1.75],
    flip: true,
    fuse: 'sum-logits',
    alignCorners: true,
  },
  templates: 'none',
  convention: 'official',
});
