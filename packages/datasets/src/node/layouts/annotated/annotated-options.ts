import * as z from 'zod';

/** Name of a file or folder inside the data set. */
export const placeInside = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith('/') && !path.split(/[/\\]/).includes('..'),
    'A path inside the data set.',
  );

/** Options of layouts whose masks are drawn of annotations. */
export const annotatedOptions = {
  /** Name of a class for pixels without an annotation. Default: they are ignored. */
  background: z.string().min(1).optional(),
  /** Folder of the photos. Default: where they are found. */
  images: placeInside.optional(),
};
