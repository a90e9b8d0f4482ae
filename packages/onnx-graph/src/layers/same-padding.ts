import type { AttributesOf } from '../operators/attributes.js';

/**
 * Attributes of a convolution with TensorFlow's SAME padding, by which an output is as large as its input over the
 * stride, rounded up. With stride 1 it is even on all sides; with larger ones it depends on the input's size, so the runtime works it
 * out.
 *
 * @param kernel odd side of the kernel.
 */
export function samePadding(kernel: number, stride: number, dilation: number): AttributesOf<'Conv'> {
  if (stride > 1) return { auto_pad: 'SAME_UPPER', strides: [stride, stride] };
  const pad = ((kernel - 1) * dilation) / 2;
  return { pads: [pad, pad, pad, pad], dilations: [dilation, dilation] };
}
