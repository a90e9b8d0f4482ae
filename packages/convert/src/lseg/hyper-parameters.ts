import type { Checkpoint } from '@langseg/checkpoints';
import type { ConvertOptions } from '../convert-options.js';

/**
 * What an LSeg checkpoint's `hyper_parameters` say about its network, if it has them: upstream saves the training
 * arguments there under `arch_option`, `block_depth` and `activation`.
 */
export function hyperParametersOf(checkpoint: Checkpoint): ConvertOptions {
  const parameters = checkpoint.objects.get('hyper_parameters');
  if (!(parameters instanceof Map)) return {};
  const read = (name: string): unknown => parameters.get(name);
  const regularizer = ({ 1: 'bottleneck', 2: 'depthwise' } as const)[Number(read('arch_option'))];
  const activation = ({ relu: 'relu', lrelu: 'leaky-relu', tanh: 'tanh' } as const)[
    String(read('activation'))
  ];
  const blockDepth = read('block_depth');
  return {
    ...(regularizer && { regularizer }),
    ...(activation && { activation }),
    ...(typeof blockDepth === 'number' && { blockDepth }),
  };
}
