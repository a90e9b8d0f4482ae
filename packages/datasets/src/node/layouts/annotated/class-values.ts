import type { LayoutClasses } from '../../../layout/layout.js';

/** Mask values for the classes of annotations. */
export interface ClassValues extends Pick<LayoutClasses, 'classes' | 'ignoreValue'> {
  /** The value of a class; classes of one name have one. */
  readonly valueOf: (name: string) => number;
  /** What pixels without an annotation get: the background's value, or that of ignored ones. */
  readonly ground: number;
}

/**
 * @param names of the classes, in order.
 * @param background what pixels without an annotation are called. Default: they are ignored.
 */
export function classValues(names: Iterable<string>, background?: string): ClassValues {
  const classes = [...new Set([...(background === undefined ? [] : [background]), ...names])];
  const values = new Map(classes.map((name, value) => [name, value]));
  const ignoreValue = classes.length > 255 ? 65_535 : 255;
  return {
    classes,
    ignoreValue,
    valueOf: (name) => values.get(name)!,
    ground: background === undefined ? ignoreValue : values.get(background)!,
  };
}
