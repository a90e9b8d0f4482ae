import { LangSegError } from '@langseg/core';
import { SaxesParser } from 'saxes';

/** An element of an XML file. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements that it is in, the outermost first. */
  readonly parents: readonly string[];
  /** The text inside of it, without that of elements. */
  readonly text: string;
}

/** Longer documents are no annotations that anybody means. */
const deepest = 50;

/**
 * Goes through the elements of an XML document, each when it ends. Entities other than XML's own five are errors, so that nothing grows.
 *
 * @param path for messages.
 * @param opened is told of elements when they begin, without their text.
 * @throws LangSegError `CONFIG_INVALID` for what is no XML.
 */
export function parseXml(
  text: string,
  path: string,
  ended: (element: XmlElement) => void,
  opened: (element: Omit<XmlElement, 'text'>) => void = () => undefined,
): void {
  const parser = new SaxesParser();
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  parser.on('error', (error) => {
    throw noXml(path, error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepest) throw noXml(path, 'its elements are too deep');
    opened({ name, attributes, parents: open.map((each) => each.name) });
    open.push({ name, attributes, text: '' });
  });
  parser.on('text', (part) => {
    const last = open.at(-1);
    if (last) last.text += part;
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    ended({ ...element, parents: open.map((each) => each.name) });
  });
  parser.write(text).close();
}

function noXml(path: string, why: string): LangSegError {
  return new LangSegError('CONFIG_INVALID', `${path} is no XML of annotations: ${why}.`, { path });
}
