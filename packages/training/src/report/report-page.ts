import {
  escapeHtml,
  htmlPage,
  lineChart,
  seriesColor,
  type Curve,
  type Point,
} from '@langseg/evaluation/report';
import type { RunMetrics, StepMetrics, ValidationMetrics } from '../run/run-metrics.js';
import { exampleSection, type ReportExamples } from './example-section.js';
import { smooth } from './smooth.js';

/** What a report shows beside metrics. */
export interface ReportOptions {
  /** Names of the parameter groups, in the order of their learning rates. */
  readonly groups?: readonly string[] | undefined;
  /** Pictures of the last validation of each set. */
  readonly examples?: readonly ReportExamples[];
}

/**
 * A page that needs nothing else: curves of loss, learning rates, gradient norm and validation by step, the classes of the
 * last validation, and examples of it.
 */
export function reportPage(
  title: string,
  metrics: readonly RunMetrics[],
  { groups = [], examples = [] }: ReportOptions = {},
): string {
  const steps = metrics.filter((line) => line.type === 'step');
  const validations = metrics.filter((line) => line.type === 'validation');
  return htmlPage(title, [
    `<p>${summary(steps, validations)}</p>`,
    section('Loss', 'cross-entropy', lossCurves(steps)),
    section('Validation', 'mean IoU (%)', validationCurves(validations)),
    section('Learning rate', 'learning rate', learningRateCurves(steps, groups)),
    section('Norm of the gradients', 'L2 norm before clipping', [curve('norm', gradientNorms(steps), 0)]),
    exampleSection(examples),
    classTable(validations.at(-1)),
  ]);
}

function summary(steps: readonly StepMetrics[], validations: readonly ValidationMetrics[]): string {
  const last = steps.at(-1);
  if (!last) return 'Nothing recorded yet.';
  const best = Math.max(...validations.map(({ score }) => score));
  return [
    `${last.step} steps, ${last.epoch + 1} epochs, ${(last.seconds / 60).toFixed(1)} minutes of training`,
    `${last.imagesPerSecond.toFixed(1)} images/s`,
    ...(validations.length > 0 ? [`best mIoU ${(100 * best).toFixed(1)} %`] : []),
  ].join('; ');
}

function section(title: string, y: string, curves: readonly Curve[]): string {
  if (curves.every(({ points }) => points.length === 0)) return '';
  return `<h2>${escapeHtml(title)}</h2>\n${lineChart(title, { x: 'step', y }, curves)}`;
}

function lossCurves(steps: readonly StepMetrics[]): Curve[] {
  const points = steps.flatMap(({ step, loss }) => (loss === null ? [] : [{ x: step, y: loss }]));
  return [
    { ...curve('each step', points, 0), isFaint: true },
    curve('smoothed', smooth(points, points.length > 50 ? 0.95 : 0.6), 0),
  ];
}

function validationCurves(validations: readonly ValidationMetrics[]): Curve[] {
  const names = [...new Set(validations.flatMap(({ sets }) => sets.map(({ name }) => name)))];
  return names.map((name, index) => {
    const points = validations.flatMap(({ step, sets }) =>
      sets.filter((set) => set.name === name).map(({ meanIou }) => ({ x: step, y: 100 * meanIou })),
    );
    return curve(name, points, index);
  });
}

function learningRateCurves(steps: readonly StepMetrics[], names: readonly string[]): Curve[] {
  const groups = steps.at(-1)?.learningRates ?? [];
  return groups.map((_, group) =>
    curve(
      names[group] ?? `group ${group + 1}`,
      steps.map(({ step, learningRates }) => ({ x: step, y: learningRates[group] })),
      group,
    ),
  );
}

function gradientNorms(steps: readonly StepMetrics[]): Point[] {
  return steps.flatMap(({ step, gradientNorm }) =>
    gradientNorm !== undefined && Number.isFinite(gradientNorm) ? [{ x: step, y: gradientNorm }] : [],
  );
}

function curve(name: string, points: readonly Point[], color: number): Curve {
  return { name, points, color: seriesColor(color) };
}

function classTable(validation: ValidationMetrics | undefined): string {
  if (!validation) return '';
  const rows = validation.sets.flatMap(({ name, classes, labels, meanIou, images }) => [
    `<tr><th>${escapeHtml(name)}, ${images} photos</th><th>IoU</th></tr>`,
    ...classes.map(
      ({ label, iou }) => `<tr><td>${escapeHtml(label)}</td><td>${(100 * iou).toFixed(1)} %</td></tr>`,
    ),
    `<tr><th>mean over ${classes.length === labels ? '' : `${classes.length} of `}${labels} classes</th><td>${(100 * meanIou).toFixed(1)} %</td></tr>`,
  ]);
  return `<h2>Validation after step ${validation.step}</h2>\n<table>${rows.join('\n')}</table>`;
}
