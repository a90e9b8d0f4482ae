import { join, resolve } from 'node:path';

/** Where what is trained from lies; nothing of it is part of the repository. */
export interface Material {
  /** Folder of the five photo sets. */
  readonly photos: string;
  /** Folder of the starting weights and of the teacher. */
  readonly weights: string;
  /** Folder for what is made on the way: word tables, masks of the teacher. */
  readonly work: string;
}

/** Takes the folders from `LANGSEG_PHOTOS`, `LANGSEG_WEIGHTS` and `LANGSEG_WORK`. */
export function materialFromEnvironment(env: NodeJS.ProcessEnv = process.env): Material {
  const folder = (name: string, holds: string) => {
    const path = env[name];
    if (!path) throw new Error(`Set ${name} to the folder of ${holds}.`);
    return resolve(path);
  };
  return {
    photos: folder('LANGSEG_PHOTOS', 'the photo sets'),
    weights: folder('LANGSEG_WEIGHTS', 'the starting weights'),
    work: folder('LANGSEG_WORK', 'what is made on the way'),
  };
}

/** The weights of the network whose trunk training begins with, in the folder of the starting weights. */
export const trunkWeights = 'mobilenet/deeplabv3_mnv2_pascal_quant.safetensors';

/** The folder of a teacher that `build-teachers.ts` makes. */
export function teacherFolder({ work }: Pick<Material, 'work'>, name: string): string {
  return join(work, 'teachers', name);
}

/** Takes the folder of an earlier run from `LANGSEG_RUN`. */
export function runFromEnvironment(env: NodeJS.ProcessEnv = process.env): string {
  if (!env.LANGSEG_RUN) throw new Error('Set LANGSEG_RUN to the folder of the stage before.');
  return resolve(env.LANGSEG_RUN);
}
