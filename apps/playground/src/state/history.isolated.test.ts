import { expect, it } from 'vitest';
import { canRedo, canUndo, keepHistory, redo, undo } from './history.js';
import { addLabel, createLabels, removeLabel } from './label-list.js';
import { panes } from './panes.js';

const [{ labels }] = panes;
const words = () => labels.value.map(({ word }) => word);

it('takes changes of words back and makes them again', () => {
  keepHistory();
  labels.value = createLabels([{ word: 'cow' }, { word: 'grass' }]);
  expect(canUndo.value).toBe(false);
  const [cow] = labels.value;
  labels.value = removeLabel(labels.value, cow.id);
  labels.value = addLabel(labels.value, 'sky');
  undo();
  undo();
  expect(words()).toEqual(['cow', 'grass']);
  expect(labels.value[0]).toBe(cow);
  expect([canUndo.value, canRedo.value]).toEqual([false, true]);
  undo();
  redo();
  expect(words()).toEqual(['grass']);
  labels.value = addLabel(labels.value, 'hay');
  expect(canRedo.value).toBe(false);
  redo();
  expect(words()).toEqual(['grass', 'hay']);
});

it('does not remember a change that changes nothing', () => {
  const before = canUndo.value;
  labels.value = [...labels.value];
  undo();
  expect(before).toBe(true);
  expect(words()).toEqual(['grass', 'hay']);
});
