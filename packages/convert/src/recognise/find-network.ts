import { findStateDict, withPrefix, type Checkpoint, type StateDict } from '@langseg/checkpoints';
import type { Weights } from '@langseg/core';
import { clipWeightsFromHuggingFace } from '@langseg/text-encoders';

/** A network that was recognised in a checkpoint, and where its weights are. */
export interface FoundNetwork {
  readonly kind: 'lseg' | 'mobilenet' | 'clip-text';
  readonly dict: StateDict;
  /** In the names that planning works with: CLIP's are OpenAI's. */
  readonly weights: Weights;
}

const openAi = 'token_embedding.weight';
const huggingFace = 'text_model.embeddings.token_embedding.weight';
const scope = 'clip_pretrained.';

/** Weights by which each kind is known; the more specific ones come first. */
const kinds: readonly (readonly [FoundNetwork['kind'], readonly string[]])[] = [
  ['lseg', ['scratch.head1.weight', 'pretrained.model.cls_token']],
  ['lseg', ['scratch.head1.weight', 'pretrained.layer1.0.weight']],
  ['mobilenet', ['backbone.000.weight', 'fuse4.6.weight']],
  ['clip-text', [huggingFace]],
  ['clip-text', [openAi]],
];

/** Recognises a network by the names of its weights, wherever in the file and behind whatever prefix they are. */
export function findNetwork(checkpoint: Checkpoint, key?: string): FoundNetwork | undefined {
  for (const [kind, markers] of kinds) {
    const dict = findStateDict(checkpoint, markers, { key });
    if (dict?.hits !== markers.length) continue;
    // CLIP inside of an LSeg network of which something else is missing.
    if (kind === 'clip-text' && dict.takenOff.some((prefix) => prefix.endsWith(scope))) continue;
    return { kind, dict, weights: kind === 'clip-text' ? inOpenAiNames(dict.weights) : dict.weights };
  }
  return undefined;
}

/** CLIP's text weights of a checkpoint of CLIP or of an LSeg network, in OpenAI's names. */
export function findClipText(checkpoint: Checkpoint): Weights | undefined {
  const lseg = findStateDict(checkpoint, [`${scope}${openAi}`]);
  if (lseg) return withPrefix(lseg.weights, scope);
  const dict = findStateDict(checkpoint, [huggingFace]) ?? findStateDict(checkpoint, [openAi]);
  return dict && inOpenAiNames(dict.weights);
}

function inOpenAiNames(weights: Weights): Weights {
  return weights.has(huggingFace) ? clipWeightsFromHuggingFace(weights) : weights;
}
