import { resizeBilinear } from '../../math/resize-bilinear.js';
import { softmax } from '../../math/softmax.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import type { PlannedView, ViewPlan } from '../view-plan.js';

/** Logits of a view, `[N, h, w]`. */
export interface PlainView extends PlannedView {
  readonly logits: Tensor<'float32'>;
}

/**
 * Fused scores `[N, H, W]` as the official evaluators write them down: whole canvases for every label, windows added up and
 * divided by how many there are.
 */
export function plainFusion(plan: ViewPlan, views: readonly PlainView[], alignCorners: boolean): Float32Array {
  const [labels] = views[0].logits.shape;
  const { width, height } = plan.photo;
  const total = new Float32Array(labels * width * height);
  plan.passes.forEach(({ canvas, window }, pass) => {
    const sums = new Float64Array(labels * canvas.width * canvas.height);
    const counts = new Float64Array(canvas.width * canvas.height);
    for (const { rect, mirrored, logits } of views.filter((view) => view.pass === pass)) {
      const size = [window.height, window.width] as const;
      const batch = tensor('float32', [1, ...logits.shape], logits.data);
      const upsampled = resizeBilinear(batch, { size }, { alignCorners });
      const scores = plan.fuse === 'mean-softmax' ? softmax(upsampled, { axis: 1 }) : upsampled;
      for (let y = 0; y < window.height && rect.y + y < canvas.height; y++)
        for (let x = 0; x < window.width && rect.x + x < canvas.width; x++) {
          const at = (rect.y + y) * canvas.width + rect.x + x;
          const from = y * window.width + (mirrored ? window.width - 1 - x : x);
          counts[at]++;
          for (let n = 0; n < labels; n++)
            sums[n * canvas.width * canvas.height + at] += scores.data[n * window.height * window.width + from];
        }
    }
    const means = Float32Array.from(sums, (sum, i) => sum / counts[i % counts.length]);
    const onCanvas = tensor('float32', [1, labels, canvas.height, canvas.width], means);
    const onPhoto = resizeBilinear(onCanvas, { size: [height, width] }, plan);
    onPhoto.data.forEach((value, i) => (total[i] += value / plan.passes.length));
  });
  return total;
}
