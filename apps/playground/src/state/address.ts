import { effect } from '@preact/signals';
import { findServerModels } from '../engine/server-models.js';
import { samples } from '../photo/samples.js';
import { readSharedState, writeSharedState, type SharedState } from './shared-state.js';
import { isHeroNext, isPhotoWanted, photo, showSample } from './current-photo.js';
import { createLabels } from './label-list.js';
import { firstModel, sharedModel } from './first-model.js';
import { model, modelStatus, openModel, serverModels } from './model.js';
import { comparing, panes } from './panes.js';
import { changeView, defaultView, view, type ViewSettings } from './view-settings.js';

/** What the address says of the model until one is at work. */
let wanted: string | undefined;

/** Starts with what the address says, else with the server's model and the first sample. */
export function startFromAddress(): void {
  const state = applyAddress();
  wanted = state.model;
  void openFirstModel();
  isPhotoWanted.value = state.isOwnPhoto === true;
  if (isPhotoWanted.value) return;
  const sample = samples.find(({ name }) => name === state.sample) ?? samples[0];
  isHeroNext.value = sample === samples[0] && state.sets.length === 0;
  void showSample(sample);
}

async function openFirstModel(): Promise<void> {
  serverModels.value = await findServerModels(document.baseURI);
  await openModel(firstModel(wanted, serverModels.value, document.baseURI));
}

/** Takes over words and view; the page is not loaded again when only the part behind `#` of its address changes. */
function applyAddress(): SharedState {
  const state = readSharedState(location.hash);
  changeView(state.view);
  state.sets.forEach((words, index) => (panes[index].labels.value = createLabels(words)));
  comparing.value = state.sets.length > 1;
  return state;
}

/** Keeps the address up with words and view, without filling the history. */
export function keepAddress(): void {
  addEventListener('hashchange', applyAddress);
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const fragment = writeSharedState({
      sets: (comparing.value ? panes : panes.slice(0, 1)).map(({ labels }) => labels.value),
      view: changedFrom(defaultView, view.value),
      sample: photo.value?.sample,
      isOwnPhoto: photo.value ? photo.value.sample === undefined : isPhotoWanted.value,
      model: modelStatus.value.state === 'ready' ? sharedModel(model.value, serverModels.value) : wanted,
    });
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(null, '', fragment ? `#${fragment}` : ' '), 200);
  });
}

function changedFrom(defaults: ViewSettings, settings: ViewSettings): Partial<ViewSettings> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => defaults[name as keyof ViewSettings] !== value),
  );
}
