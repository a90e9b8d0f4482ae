import type { ClassList } from '../dataset.js';
import type { SampleFiles } from './sample-files.js';

/** What a data set is called and what its masks mean, however its files lie. */
export interface LayoutClasses extends Omit<ClassList, 'values'> {
  /** Short name in messages, where a recipe gives none. */
  readonly name: string;
  /** For benchmarks that ask for one class at a time: each fold's questions, in the order of the published lists. */
  readonly episodes?: readonly (readonly ListedEpisode[])[];
}

/** A photo, and a class that it shows. */
export interface ListedEpisode {
  /** Id of the sample. */
  readonly sample: string;
  /** Number of the class in the benchmark's own count, which leaves out the background. */
  readonly class: number;
}

/** A data set whose photos and masks have the same names in two folders. */
export interface FolderLayout extends LayoutClasses {
  readonly imageFolder: string;
  readonly maskFolder: string;
  /** What follows the id in the name of a photo, where that is more than `.jpg`. Default: any ending of photos. */
  readonly imageEnding?: string;
  /** What follows the id in the name of a mask, such as `.png`. */
  readonly maskEnding: string;
  /** The samples of the split. Without it, every file of the folders belongs to it. */
  readonly ids?: readonly string[];
}

/** A data set that knows its files one by one, wherever they lie. */
export interface ListedLayout extends LayoutClasses {
  /** In a fixed order, each id once. */
  readonly files: readonly SampleFiles[];
}

/** Where the files of a data set are, and what its masks mean. */
export type Layout = FolderLayout | ListedLayout;
