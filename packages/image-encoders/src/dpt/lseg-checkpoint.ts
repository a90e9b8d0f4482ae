import type { Checkpoint } from '@langseg/checkpoints';

/** What LSeg's checkpoints have in common, whatever the backbone. */
export const lsegCheckpoint = {
  family: 'LSeg',
  textPrefix: 'clip_pretrained.',
  exportPrefix: 'net.',
  plainRegularizer: 'none',
  remembered: hyperParametersOf,
} as const;

/**
 * What a checkpoint's `hyper_parameters` say about its network, if it has them: upstream saves the training arguments there
 * under `arch_option`, `block_depth` and `activation`.
 */
function hyperParametersOf(checkpoint: Checkpoint): Readonly<Record<string, unknown>> {
  const parameters = checkpoint.objects.get('hyper_parameters');
  if (!(parameters instanceof Map)) return {};
  const read = (name: string): unknown => parameters.get(name);
  const regularizer = ({ 1: 'bottleneck', 2: 'depthwise' } as const)[Number(read('arch_option'))];
  const activation = ({ relu: 'relu', lrelu: 'leaky-relu', tanh: 'tanh' } as const)[
    String(read('activation'))
  ];
  const depth = read('block_depth');
  return {
    ...(regularizer && { regularizer }),
    ...(activation && { activation }),
    ...(typeof depth === 'number' && { depth }),
  };
}
