import type { Outline, Ring } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { areaOutlines, toleranceOption } from './area-outlines.js';
import { jsonList } from './json-list.js';
import { withEnding } from './with-ending.js';

/** A GeoJSON file for each photo, in pixels from its top left corner, as QuPath reads it. */
export const geojson = defineDatasetFormat({
  type: 'geojson',
  description: 'a GeoJSON file for each photo, in pixels',
  sharesPixels: true,
  layout: 'geojson',
  configSchema: z.strictObject({ tolerance: toleranceOption }),
  async write(set, { tolerance }, { write }) {
    for await (const photo of set.photos())
      await write(`annotations/${withEnding(photo.file, '.geojson')}`, content(photo, set, tolerance));
    await write(
      'classes.json',
      `${JSON.stringify(
        set.categories.map(({ name }) => name),
        null,
        2,
      )}\n`,
    );
  },
});

async function* content(
  { file, width, height, split, areas }: AnnotatedPhoto,
  { categories }: AnnotatedSet,
  tolerance: number,
): AsyncGenerator<string, void, undefined> {
  yield `{"type":"FeatureCollection","image":${JSON.stringify({ file, width, height, split })},"features":[`;
  async function* features(): AsyncGenerator<object, void, undefined> {
    for (const area of areas) {
      const { name, color } = categories[area.category];
      yield {
        type: 'Feature',
        geometry: geometryOf(areaOutlines(area, tolerance)),
        properties: {
          objectType: 'annotation',
          classification: { name, color },
          ...(area.score !== undefined && { score: area.score }),
        },
      };
    }
  }
  yield* jsonList(features());
  yield ']}\n';
}

function geometryOf(outlines: readonly Outline[]): object {
  const polygons = outlines.map(({ outer, holes }) => [outer, ...holes].map(points));
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Points of a ring, the first one again at the end. */
function points(ring: Ring): number[][] {
  return Array.from({ length: ring.length / 2 + 1 }, (_, at) => {
    const place = (2 * at) % ring.length;
    return [ring[place], ring[place + 1]];
  });
}
