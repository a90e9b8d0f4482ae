import type { CaseKind } from './case-kind.js';
import { checkpointDtypes } from './kinds/checkpoint-dtypes.js';
import { checkpoint } from './kinds/checkpoint.js';
import { clipForward } from './kinds/clip-forward.js';
import { clipImage } from './kinds/clip-image.js';
import { clipPreprocess } from './kinds/clip-preprocess.js';
import { clipText } from './kinds/clip-text.js';
import { datasetTransform } from './kinds/dataset-transform.js';
import { defaultModel } from './kinds/default-model.js';
import { dinotxtImage } from './kinds/dinotxt-image.js';
import { dinotxtText } from './kinds/dinotxt-text.js';
import { fewshotMetric } from './kinds/fewshot-metric.js';
import { fewshotTransform } from './kinds/fewshot-transform.js';
import { interpolate } from './kinds/interpolate.js';
import { labels } from './kinds/labels.js';
import { loss } from './kinds/loss.js';
import { lr } from './kinds/lr.js';
import { lsegForward } from './kinds/lseg-forward.js';
import { lsegZsForward } from './kinds/lseg-zs-forward.js';
import { mobilenet } from './kinds/mobilenet.js';
import { multiEvalHelpers } from './kinds/multi-eval-helpers.js';
import { multiEvalPlan } from './kinds/multi-eval-plan.js';
import { multiEval } from './kinds/multi-eval.js';
import { palette } from './kinds/palette.js';
import { posEmbedResize } from './kinds/pos-embed-resize.js';
import { preprocessBack } from './kinds/preprocess-back.js';
import { preprocess } from './kinds/preprocess.js';
import { segMetric255 } from './kinds/seg-metric-255.js';
import { segMetric } from './kinds/seg-metric.js';
import { sentencepiece } from './kinds/sentencepiece.js';
import { tipsImage } from './kinds/tips-image.js';
import { tipsSlide } from './kinds/tips-slide.js';
import { tipsText } from './kinds/tips-text.js';
import { tokenizer } from './kinds/tokenizer.js';
import { trainForward } from './kinds/train-forward.js';
import { trainZs } from './kinds/train-zs.js';
import { train } from './kinds/train.js';

/** Every kind of case that can be computed here, by its name in the cases. */
export const kinds: ReadonlyMap<string, CaseKind> = new Map([
  ['lseg_forward', lsegForward],
  ['lseg_zs_forward', lsegZsForward],
  ['clip_text', clipText],
  ['clip_image', clipImage],
  ['clip_forward', clipForward],
  ['checkpoint', checkpoint],
  ['checkpoint_dtypes', checkpointDtypes],
  ['tokenizer', tokenizer],
  ['interpolate', interpolate],
  ['pos_embed_resize', posEmbedResize],
  ['preprocess', preprocess],
  ['preprocess_back', preprocessBack],
  ['clip_preprocess', clipPreprocess],
  ['fewshot_transform', fewshotTransform],
  ['dataset_transform', datasetTransform],
  ['seg_metric', segMetric],
  ['seg_metric_255', segMetric255],
  ['fewshot_metric', fewshotMetric],
  ['multi_eval', multiEval],
  ['multi_eval_helpers', multiEvalHelpers],
  ['multi_eval_plan', multiEvalPlan],
  ['train', train],
  ['train_forward', trainForward],
  ['train_zs', trainZs],
  ['loss', loss],
  ['lr', lr],
  ['palette', palette],
  ['labels', labels],
  ['mobilenet', mobilenet],
  ['default_model', defaultModel],
  ['tips_image', tipsImage],
  ['tips_text', tipsText],
  ['dinotxt_image', dinotxtImage],
  ['dinotxt_text', dinotxtText],
  ['tips_slide', tipsSlide],
  ['sentencepiece', sentencepiece],
]);
