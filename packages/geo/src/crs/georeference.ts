import { LangSegError } from '@langseg/core';

/** Where the pixels of a picture lie. */
export interface Georeference {
  /**
   * From pixels to the map: x = a·column + b·row + c, y = d·column + e·row + f, where columns and rows count from the upper left corner
   * of the first pixel.
   */
  readonly transform: readonly [a: number, b: number, c: number, d: number, e: number, f: number];
  /** Number of the coordinate reference system in EPSG's list, where the file names one. */
  readonly epsg?: number;
  /** The tags of the file that say so, by number, to be written again as they are. */
  readonly tags: ReadonlyMap<number, readonly number[] | string>;
}

/** Tags of GeoTIFF, as far as they are needed. */
export interface GeoTags {
  readonly pixelScale?: ArrayLike<number>;
  readonly tiepoints?: ArrayLike<number>;
  readonly transformation?: ArrayLike<number>;
  readonly keyDirectory?: ArrayLike<number>;
  readonly doubleParams?: ArrayLike<number>;
  readonly asciiParams?: string;
}

/** Keys of the directory (GeoTIFF 1.1, section 7). */
const [modelType, rasterType, geographicType, projectedType] = [1024, 1025, 2048, 3072];
/** What keys hold that say that the system is not in the list, and of pixels that are points. */
const [userDefined, pixelIsPoint] = [32767, 2];

/**
 * Reads where a GeoTIFF lies.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` where nothing says so, or only control points that are scattered over the picture; `FILE_CORRUPT`
 * for a transform that puts all pixels on a line, and numbers that are not finite.
 */
export function georeferenceOf(tags: GeoTags, path: string): Georeference {
  const keys = keysOf(tags.keyDirectory, path);
  const transform = transformOf(tags, path);
  if (!transform.every(Number.isFinite) || transform[0] * transform[4] === transform[1] * transform[3])
    throw new LangSegError(
      'FILE_CORRUPT',
      `${path}: its georeference puts all pixels on a line, or nowhere: ${transform.join(', ')}.`,
      {
        path,
        transform,
      },
    );
  const epsg = [keys.get(projectedType), keys.get(geographicType)].find(
    (key) => key !== undefined && key > 0 && key !== userDefined,
  );
  const isProjected = keys.get(modelType) !== 2;
  const named = isProjected && keys.get(projectedType) === userDefined ? undefined : epsg;
  return {
    transform: keys.get(rasterType) === pixelIsPoint ? movedByHalf(transform) : transform,
    ...(named !== undefined && { epsg: named }),
    tags: copied(tags),
  };
}

type Transform = Georeference['transform'];

function transformOf({ pixelScale, tiepoints, transformation }: GeoTags, path: string): Transform {
  if (transformation && transformation.length >= 8) {
    const [a, b, , c, d, e, , f] = Array.from(transformation);
    return [a, b, c, d, e, f];
  }
  if (pixelScale && pixelScale.length >= 2 && tiepoints && tiepoints.length >= 6) {
    const [across, down] = Array.from(pixelScale);
    const [column, row, , x, y] = Array.from(tiepoints);
    return [across, 0, x - column * across, 0, -down, y + row * down];
  }
  const hint = 'gdal_edit.py -a_srs EPSG:… -a_ullr …';
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    tiepoints && tiepoints.length > 6
      ? `${path} has control points, but no transform: warp it first, with gdalwarp.`
      : `${path} doesn't say where it lies: it has no georeference. Give it one (${hint}), or use langseg segment.`,
    { path },
  );
}

/** The transform counts from the middle of the first pixel there. */
function movedByHalf([a, b, c, d, e, f]: Transform): Transform {
  return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2];
}

/** Keys with values of their own; those that lie in other tags are not needed. */
function keysOf(directory: ArrayLike<number> | undefined, path: string): Map<number, number> {
  const keys = new Map<number, number>();
  if (!directory) return keys;
  const count = directory[3];
  // The version, always 1: what lies behind the end of a file reads as 0.
  if (!(directory[0] === 1 && directory.length >= 4 + 4 * count))
    throw new LangSegError(
      'FILE_CORRUPT',
      `${path} is damaged or cut off: what says in which system it lies is not all there.`,
      { path },
    );
  for (let i = 1; i <= count; i++)
    if (directory[4 * i + 1] === 0) keys.set(directory[4 * i], directory[4 * i + 3]);
  return keys;
}

function copied(tags: GeoTags): Georeference['tags'] {
  const all = [
    [33550, tags.pixelScale],
    [33922, tags.tiepoints],
    [34264, tags.transformation],
    [34735, tags.keyDirectory],
    [34736, tags.doubleParams],
    [34737, tags.asciiParams],
  ] as const;
  return new Map(
    all.flatMap(([tag, value]): [number, readonly number[] | string][] => {
      if (value === undefined) return [];
      return [[tag, typeof value === 'string' ? value : Array.from(value)]];
    }),
  );
}
