import {
  textArchitectures,
  type ConversionScope,
  type ConversionSource,
  type RecognisedText,
  type TextConversion,
} from '@langseg/architecture';
import type { ComponentSet } from '@langseg/core';
import { textPrefixes } from './find-image.js';

/** A text encoder that was recognised in a file. */
export interface FoundText extends RecognisedText {
  readonly conversion: TextConversion;
  /** The file. */
  readonly source: ConversionSource;
}

/** Recognises a text encoder in a file; the registry's first. */
export function findText(
  registry: ComponentSet,
  source: ConversionSource,
  scope?: ConversionScope,
): FoundText | undefined {
  for (const { conversion } of textArchitectures(registry)) {
    const found = conversion.recognise(source, scope);
    if (found) return { ...found, conversion, source };
  }
  return undefined;
}

/** The same in a file of its own or that of another whole model, of which only the text encoder is wanted. */
export function findTextAnywhere(registry: ComponentSet, source: ConversionSource): FoundText | undefined {
  for (const prefix of source.checkpoint ? textPrefixes(registry) : []) {
    const found = findText(registry, source, { prefix });
    if (found) return found;
  }
  return findText(registry, source);
}

/** A text encoder whose file is itself an option. */
export function findTextInOptions(
  registry: ComponentSet,
  options: Readonly<Record<string, unknown>>,
): FoundText | undefined {
  for (const { conversion } of textArchitectures(registry)) {
    const bytes = conversion.fileOption === undefined ? undefined : options[conversion.fileOption];
    if (!(bytes instanceof Uint8Array)) continue;
    const source = { name: conversion.fileOption!, bytes };
    const found = conversion.recognise(source);
    if (found) return { ...found, conversion, source };
  }
  return undefined;
}

/** The text encoder of a whole model of which something else is missing. */
export function isInsideOther({ dict }: FoundText, registry: ComponentSet): boolean {
  const prefixes = textPrefixes(registry);
  return dict?.takenOff.some((taken) => prefixes.some((prefix) => taken.endsWith(prefix))) ?? false;
}
