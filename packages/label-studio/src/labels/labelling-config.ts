import { LangSegError } from '@langseg/core';
import { parseXml } from '@langseg/datasets/node';
import { Refusal } from '@langseg/server';

/** A label of a project and the words that are looked for. */
export interface ConfigLabel {
  readonly name: string;
  /** Default: the name. */
  readonly words?: readonly string[];
}

/** A tag with labels for areas of a photo. */
export interface ConfigControl {
  readonly name: string;
  /** Name of the tag with the photo. */
  readonly to: string;
  readonly shape: 'brush' | 'polygons';
  readonly labels: readonly ConfigLabel[];
}

/** What a project's labelling config says about areas. */
export interface LabellingConfig {
  /** Field of a task with the photo, by the name of the tag that shows it. */
  readonly photos: ReadonlyMap<string, string>;
  readonly controls: readonly ConfigControl[];
}

const shapes: Readonly<Record<string, ConfigControl['shape']>> = {
  BrushLabels: 'brush',
  PolygonLabels: 'polygons',
};

/**
 * Reads a labelling config: tags `Image`, `BrushLabels` and `PolygonLabels`. Words of a label stand in its `predicted_values`, or else in its
 * `hint`, separated by commas or `|`.
 *
 * @throws Refusal `REQUEST_INVALID` for what is no XML, and where there is nothing to draw.
 */
export function readLabellingConfig(xml: string): LabellingConfig {
  const photos = new Map<string, string>();
  const controls: (ConfigControl & { readonly labels: ConfigLabel[] })[] = [];
  try {
    parseXml(
      xml,
      'The labelling config',
      () => undefined,
      ({ name, attributes, parents }) => {
        const { name: called = '', toName = '', value = '' } = attributes;
        const [, field] = /^\$([\w.-]+)$/.exec(value) ?? [];
        const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
        if (name === 'Image' && field !== undefined) photos.set(called, field);
        if (shape) controls.push({ name: called, to: toName, shape, labels: [] });
        const isOfAreas = Object.hasOwn(shapes, parents.at(-1) ?? '');
        if (name === 'Label' && isOfAreas && value.trim() !== '')
          controls.at(-1)!.labels.push({ name: value, words: wordsOf(attributes) });
      },
    );
  } catch (error) {
    throw LangSegError.is(error, 'CONFIG_INVALID') ? new Refusal('REQUEST_INVALID', error.message) : error;
  }
  const usable = controls.filter(({ to, labels }) => photos.has(to) && labels.length > 0);
  if (usable.length > 0) return { photos, controls: usable };
  throw new Refusal(
    'REQUEST_INVALID',
    'The labelling config has no BrushLabels or PolygonLabels with labels for an Image whose value is a field such as $image. ' +
      'Add one of them to the project.',
  );
}

function wordsOf({ predicted_values: values, hint }: Readonly<Record<string, string>>): string[] | undefined {
  const words = (values ?? hint ?? '').split(/[,|]/).map((word) => word.trim());
  const given = words.filter((word) => word !== '');
  return given.length === 0 ? undefined : given;
}
