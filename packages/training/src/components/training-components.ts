import { encodingTrain } from '../augmentation/encoding-train.js';
import { encodingValidation } from '../augmentation/encoding-validation.js';
import { fixedViews } from '../augmentation/fixed-views.js';
import { randomCrop } from '../augmentation/random-crop.js';
import { adam } from '../update/optimizers/adam.js';
import { adamW } from '../update/optimizers/adamw.js';
import { sgd } from '../update/optimizers/sgd.js';
import { constant } from '../update/schedules/constant.js';
import { cosine } from '../update/schedules/cosine.js';
import { poly } from '../update/schedules/poly.js';

/** What can be swapped in training besides the network: optimisers, schedules and augmentations. */
export const trainingComponents = [
  sgd,
  adam,
  adamW,
  poly,
  cosine,
  constant,
  randomCrop,
  encodingTrain,
  encodingValidation,
  fixedViews,
] as const;

/** Components of {@link trainingComponents}. Written out, so that editors show this name and not what it stands for. */
export type TrainingComponents =
  | typeof sgd
  | typeof adam
  | typeof adamW
  | typeof poly
  | typeof cosine
  | typeof constant
  | typeof randomCrop
  | typeof encodingTrain
  | typeof encodingValidation
  | typeof fixedViews;
