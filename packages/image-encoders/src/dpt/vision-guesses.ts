import { counted } from '@langseg/core';
import type { DptVitConfig } from './dpt-vit-graph.js';

/** Width and depth of the vision transformers that DPT and LSeg use: ViT-B and ViT-L. */
const known: readonly (readonly [number, number])[] = [
  [768, 12],
  [1024, 24],
];

/** Channels of an attention head in every official transformer. */
const headWidth = 64;

/** What was taken for granted about a vision transformer, as notes where that is the rule and as warnings where it is a guess. */
export function visionGuesses(
  { width, depth, heads, outIndices }: DptVitConfig,
  options: { readonly heads?: number; readonly outIndices?: readonly number[] },
): { readonly notes: string[]; readonly warnings: string[] } {
  const isKnown = known.some(([knownWidth, knownDepth]) => width === knownWidth && depth === knownDepth);
  const blocks = outIndices.join(', ');
  const choices = [
    ...(options.heads === undefined ? [`${counted(heads, 'attention head')} (--heads)`] : []),
    ...(options.outIndices === undefined ? [`the blocks ${blocks} to reassemble (--out-indices)`] : []),
  ].join(' and ');
  if (choices === '') return { notes: [], warnings: [] };
  if (isKnown)
    return { notes: [`Taken for granted, as in the official networks: ${choices}.`], warnings: [] };
  const misfits = [
    ...(options.heads === undefined && width % headWidth !== 0
      ? [`${headWidth} channels a head don't divide a width of ${width}`]
      : []),
    ...(options.outIndices === undefined && depth % 4 !== 0
      ? [`four quarters don't divide ${depth} blocks`]
      : []),
  ];
  return {
    notes: [],
    warnings: [
      `Guessed: ${choices}. The weights don't tell, and no official network has a width of ${width} and ${depth} blocks` +
        `${misfits.map((misfit) => `; ${misfit}`).join('')}. With wrong ones the network gives nonsense: say what it was trained with.`,
    ],
  };
}
