import type { ClassList } from '@langseg/datasets';
import type { Random } from '../../random/random.js';
import type { LabelOptions } from '../labels/label-options.js';
import type { TeacherMap } from './teacher-map.js';

/** How a teacher's maps become targets. Plain data: it goes to workers. */
export interface Teaching {
  readonly name: string;
  /** Folder of its maps. */
  readonly folder: string;
  /** Its words; `null` for classes that none stands for. */
  readonly classList: Pick<ClassList, 'classes' | 'ignoreValue'>;
  /** Which of its words are offered. */
  readonly labels: LabelOptions;
  /** How much more likely the first class of a cell must be than the second one for the cell to count. */
  readonly margin: number;
  /** How often it is drawn, compared with other teachers of the photo. */
  readonly chance: number;
}

/** The grid on which a batch compares teacher and network. */
export interface TeachingGrid {
  /** Pixels of a crop for each cell, along a side. */
  readonly stride: number;
  /** Whether the network's outermost cells lie in the middle of the outermost pixels instead of covering them. */
  readonly alignCorners: boolean;
}

/** A teacher's map of the photo, and what is made of it. */
export interface ElementTeaching {
  readonly map: TeacherMap;
  readonly teaching: Teaching;
  readonly grid: TeachingGrid;
  /** For the teacher's labels, so that those of the mask are the same with and without it. */
  readonly random: Random;
}
