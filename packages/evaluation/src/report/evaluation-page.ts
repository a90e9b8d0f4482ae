import { colorAt, counted, paletteFor } from '@langseg/core';
import type { RecordComparison } from '../compare/compare-records.js';
import { ConfusionMatrix } from '../confusion-matrix.js';
import type { EvaluationRecord } from '../record/evaluation-record.js';
import { calibrationSection } from './calibration-section.js';
import { classSection } from './class-section.js';
import { comparisonSection } from './comparison-section.js';
import { confusionSection } from './confusion-section.js';
import { escapeHtml } from './escape-html.js';
import { htmlPage } from './html-page.js';
import { settingsSection } from './settings-section.js';

/** A photo of a report, made with `examplePicture`. */
export interface ReportPhoto {
  readonly id: string;
  /** What the photo was asked for, where every photo is asked for something else. */
  readonly asked?: string;
  /** Mean IoU over the classes that it shows, from 0 to 1. */
  readonly score: number;
  /** Photo, mask and prediction side by side, as a `data:` address. */
  readonly picture: string;
}

/** What a report shows beside the record. */
export interface EvaluationPageOptions {
  /** Default: names of the model and the data set. */
  readonly title?: string;
  readonly best?: readonly ReportPhoto[];
  readonly worst?: readonly ReportPhoto[];
  /** Names in the order of the colours of the photos. Default: the classes. */
  readonly photoLabels?: readonly string[];
  /** What was gained over an earlier evaluation. */
  readonly comparison?: RecordComparison;
}

const style = `
.scores { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 1rem 0; } .scores div { min-width: 7rem; } .scores dt { color: var(--weak); font-size: 0.9em; } .scores dd { margin: 0; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
.classes { width: 100%; } .classes td { white-space: nowrap; } .classes th:last-child { text-align: right; } .classes th, .mistakes td, .gains th { font-weight: normal; } .classes .bar { width: 45%; padding-right: 1rem; } .bar div { background: var(--c0); height: 0.7em; margin-top: 0.4em; min-width: 1px; border-radius: 2px; }
tr:first-child th { color: var(--weak); font-weight: normal; } .mistakes td:nth-child(2) { text-align: left; } .settings th { font-weight: normal; color: var(--weak); white-space: nowrap; } .settings td { text-align: left; overflow-wrap: anywhere; }
.unsure { color: var(--weak); } figure { margin: 0 0 1rem; } figure img { display: block; max-width: 100%; border-radius: 2px; } .notice { border-left: 3px solid var(--c1); padding-left: 0.75rem; }`;

const fewClasses = 0.8;

/** A page that shows everything about an evaluation and needs nothing else. */
export function evaluationPage(record: EvaluationRecord, options: EvaluationPageOptions = {}): string {
  const { model, dataset } = record.settings;
  const labels = record.classes.map(({ label }) => label);
  const { best = [], worst = [], photoLabels = labels, comparison } = options;
  const isShown = (index: number): boolean => {
    const { pixels, predicted } = record.classes[index] ?? {};
    return photoLabels !== labels || pixels > 0 || predicted > 0;
  };
  return htmlPage(
    options.title ?? `${model.name} on ${dataset.name}`,
    [
      scoreSection(record),
      comparison ? comparisonSection(comparison) : '',
      classSection(record.classes),
      confusionSection(labels, ConfusionMatrix.fromJSON(record.confusion)),
      photoSection('Best photos', photoLabels, isShown, best),
      photoSection('Worst photos', photoLabels, isShown, worst),
      calibrationSection(
        (record.calibration ?? []).map(({ pixels, accuracy, confidence }) => ({
          pixels,
          accuracy: accuracy ?? 0,
          confidence: confidence ?? 0,
        })),
        record.expectedCalibrationError,
      ),
      settingsSection(record),
    ],
    style,
  );
}

function scoreSection(record: EvaluationRecord): string {
  const { classes, meanIoUOver, photos, shard, settings, skipped } = record;
  const scores: [string, number | null][] = [
    ['mean IoU', record.meanIoU],
    ['right pixels', record.pixelAccuracy],
    ['IoU by frequency', record.frequencyWeightedIoU],
    ['background and rest', record.fbIoU],
    ['outlines', record.boundaryF],
    ['calibration error', record.expectedCalibrationError],
    ['false area', record.falseArea],
  ];
  const shown = scores.flatMap(([name, score]) =>
    score === null ? [] : [`<div><dt>${name}</dt><dd>${percent(score)}</dd></div>`],
  );
  const notices = [
    meanIoUOver < fewClasses * classes.length
      ? `The mean is over ${meanIoUOver} of ${classes.length} classes: the masks don't show the others.`
      : '',
    shard ? `This is part ${shard.number} of ${shard.of}, not the whole data set.` : '',
    !shard && photos < settings.dataset.photos - skipped.length
      ? `Only ${photos} of ${settings.dataset.photos} photos were evaluated.`
      : '',
    skipped.length > 0 ? `Without ${counted(skipped.length, 'photo')} that could not be read.` : '',
  ];
  return [
    `<p>${counted(photos, 'photo')}, mean over ${meanIoUOver} of ${classes.length} classes, ${record.settings.convention} convention.</p>`,
    ...notices.filter((text) => text !== '').map((text) => `<p class="notice">${escapeHtml(text)}</p>`),
    `<dl class="scores">${shown.join('\n')}</dl>`,
  ].join('\n');
}

/** @param isShown whether the legend names a label: those that no mask and no prediction has would only hide the others. */
function photoSection(
  title: string,
  labels: readonly string[],
  isShown: (index: number) => boolean,
  photos: readonly ReportPhoto[],
): string {
  if (photos.length === 0) return '';
  const palette = paletteFor(labels.length);
  const named = [...labels.keys()].filter(isShown);
  const legend = named.slice(0, mostNamed).map((index) => {
    const [red, green, blue] = colorAt(palette, index);
    return `<span><i style="background:rgb(${red},${green},${blue})"></i>${escapeHtml(labels[index])}</span>`;
  });
  const figures = photos.map(
    ({ id, asked, score, picture }) =>
      `<figure><img src="${picture}" alt="Photo ${escapeHtml(id)}, its mask, and the prediction"><figcaption>${escapeHtml(asked === undefined ? id : `${id}, ${asked}`)}: ${percent(score)}</figcaption></figure>`,
  );
  return [
    `<h2>${title}</h2>`,
    '<p class="weak">Photo, mask, prediction; the figure is the mean IoU over the classes that the photo shows.</p>',
    `<p class="legend">${legend.join('\n')}${named.length > mostNamed ? ' …' : ''}</p>`,
    ...figures,
  ].join('\n');
}

const mostNamed = 40;

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
