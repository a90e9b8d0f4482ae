import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';
import {
  LangSegError,
  listProblems,
  safeParse,
  softmax,
  toFloat32,
  toPixels,
  type Disposable,
  type RgbImage,
  type Runtime,
  type Tensor,
} from '@langseg/core';
import * as z from 'zod';

const perChannel = z.tuple([z.number(), z.number(), z.number()]);

const description = z.strictObject({
  /** The word of each class, in the order of the network's answers; `null` for those that no word stands for. */
  classes: z.array(z.string().min(1).nullable()).min(2).max(65_535),
  /** Mean and standard deviation of each channel, of values from 0 to 1. */
  mean: perChannel,
  std: perChannel.refine((values) => values.every((value) => value > 0), 'Must be above 0.'),
  /** Longer side, in pixels, at which photos are looked at. */
  longestSide: z.int().min(1).max(4096),
  /** Whether the network gives logits, of which a softmax makes probabilities. Default: it gives probabilities. */
  isLogits: z.boolean().default(false),
});

/** What `teacher.json` says of a teacher. */
export type TeacherDescription = z.input<typeof description>;

/** A network that knows its own classes, described but not loaded. */
export interface TeacherFolder {
  readonly path: string;
  readonly name: string;
  readonly classes: readonly (string | null)[];
  /** Of everything that its answers depend on. */
  readonly hash: string;
  /** @throws LangSegError `RUNTIME_FAILED` where the network can't be loaded. */
  open(runtime: Runtime): Promise<Teacher>;
}

/** A network that knows its own classes. */
export interface Teacher extends Disposable {
  /** Probabilities `[1, C, h, w]` of the classes on a grid over the photo. */
  look(photo: RgbImage): Promise<Tensor<'float32'>>;
}

/**
 * Reads a teacher's folder: `teacher.json`, and `teacher.onnx`, a network from `pixels` `[1, 3, H, W]` of any size to one output
 * `[1, C, h, w]`.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `CONFIG_INVALID` for a wrong description.
 */
export async function readTeacherFolder(path: string): Promise<TeacherFolder> {
  const read = (name: string) => {
    const file = join(path, name);
    return withIoErrors('read the teacher', file, () => readFile(file));
  };
  const [json, model] = await Promise.all([read('teacher.json'), read('teacher.onnx')]);
  const { classes, mean, std, longestSide, isLogits } = parseDescription(
    json.toString('utf8'),
    join(path, 'teacher.json'),
  );
  const hash = createHash('sha256').update(json).update('\n').update(model).digest('hex').slice(0, 16);
  const preprocessing = {
    mean,
    std,
    resample: 'bilinear',
    longestSide,
    onlyShrink: false,
    sizeMultiple: 1,
  } as const;
  return {
    path,
    name: basename(resolve(path)),
    classes,
    hash,
    async open(runtime) {
      const session = await runtime.load({ kind: 'bytes', model: new Uint8Array(model) });
      return {
        async look(photo) {
          const [answer] = Object.values(await session.run({ pixels: toPixels(photo, preprocessing) }));
          assertAnswer(answer, classes.length, path);
          return isLogits ? softmax(toFloat32(answer)) : toFloat32(answer);
        },
        dispose: () => session.dispose(),
      };
    },
  };
}

function parseDescription(text: string, path: string): z.output<typeof description> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new LangSegError('CONFIG_INVALID', `${path} is not JSON: ${(cause as Error).message}`, { path });
  }
  const { data, error } = safeParse(description, json);
  if (data) return data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path}:\n${listProblems(error)}`,
    { path, issues: error.issues },
    { cause: error },
  );
}

function assertAnswer({ shape }: Tensor, classes: number, path: string): void {
  if (shape.length === 4 && shape[0] === 1 && shape[1] === classes) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `The teacher ${path} should give [1, ${classes}, height, width], a map for each of its ${classes} classes, but gives [${shape.join(', ')}].`,
    { path, expected: classes, found: shape },
  );
}
