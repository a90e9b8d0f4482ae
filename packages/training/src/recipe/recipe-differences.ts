import type { ComponentSet } from '@langseg/core';
import { trainingRegistry } from '../components/training-registry.js';
import { scheduleSlot } from '../update/schedules/schedule-component.js';
import type { Recipe } from './recipe-schema.js';

/** Entries that change what is kept and shown of a run, but none of its numbers; the start is in the checkpoint. */
const irrelevant: readonly (keyof Recipe)[] = [
  '$schema',
  'plugins',
  'start',
  'validation',
  'checkpoint',
  'output',
  'explosionFactor',
];

/**
 * The part of a recipe that the numbers of a run depend on, as plain JSON. The number of epochs belongs to it where the
 * learning rate follows a schedule, which spreads over them all; a run at a constant rate may be made longer. Where data
 * sets, teachers, features and plugins lie does not, so that they can be moved.
 *
 * @param registry holds the schedule.
 */
export function decisivePart(
  recipe: Recipe,
  registry: ComponentSet = trainingRegistry,
): Readonly<Record<string, unknown>> {
  const { isConstant } = registry.find(scheduleSlot, recipe.schedule.type);
  const ignored: readonly string[] =
    isConstant && !recipe.schedule.warmUp ? [...irrelevant, 'epochs'] : irrelevant;
  const { validation: _, check: __, ...data } = recipe.data;
  const { longestSide: ___, ...model } = recipe.model;
  const { cacheFeatures } = recipe.parameters;
  // Features that are kept are computed photo by photo; where and how many are kept changes nothing.
  const parameters = { ...recipe.parameters, cacheFeatures: cacheFeatures && { dtype: cacheFeatures.dtype } };
  const train = data.train.map((dataset) => ({ ...dataset, path: undefined, onError: undefined }));
  const distillation = recipe.distillation && { ...recipe.distillation, checkpoint: undefined };
  const teaching = recipe.teaching && {
    ...recipe.teaching,
    folder: undefined,
    teachers: recipe.teaching.teachers.map((teacher) => ({ ...teacher, path: undefined })),
  };
  const entries = Object.entries({
    ...recipe,
    teaching,
    parameters,
    distillation,
    data: { ...data, train },
    model,
  }).filter(([key]) => !ignored.includes(key));
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>;
}

/** What differs between two pieces of plain JSON, a line each: `optimizer.momentum: 0.9 is now 0.8`. */
export function differences(before: unknown, after: unknown, path = ''): string[] {
  if (Object.is(before, after)) return [];
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], path ? `${path}.${key}` : key),
    );
  return [`${path}: ${show(before)} is now ${show(after)}`];
}

/** Objects and lists; both are compared by their keys. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
