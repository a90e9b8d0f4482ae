/**
 * Shows the photos of all sets to the networks that teach, and keeps what they see in `$LANGSEG_WORK/taught`. Training does the same
 * before its first step; this does it ahead of time, some sets at a time if they are named:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/teach.ts [ade150/nyu …]
 */
import { join } from 'node:path';
import { createNodeRuntime } from '@langseg/adapter-node';
import { openDataset } from '@langseg/datasets/node';
import { mapFolderOf, readTeacherFolder, teachPhotos } from '@langseg/training/node';
import { materialFromEnvironment, teacherFolder } from './src/material.js';
import { photoSets } from './src/photo-sets.js';
import { teachers } from './src/teacher/teachers.js';

const { photos, work } = materialFromEnvironment();
const all = Object.keys(teachers).flatMap((name) => Object.keys(photoSets).map((set) => `${name}/${set}`));
const named = process.argv.slice(2);
const runtime = createNodeRuntime({ threads: 1, spinning: false });
for (const lesson of named.length > 0 ? named : all) {
  const [name, set] = lesson.split('/');
  const teacher = await readTeacherFolder(teacherFolder({ work }, name));
  const path = join(photos, photoSets[set].folder);
  const { files } = await openDataset({ type: 'folder', path, split: 'train' });
  await teachPhotos(
    teacher,
    mapFolderOf(join(work, 'taught'), teacher),
    files.map(({ image }) => image),
    {
      runtime,
      onProgress: (done, total) => {
        if (done % 100 === 0 || done === total) console.log(`${lesson}: ${done} of ${total} photos`);
      },
    },
  );
}
