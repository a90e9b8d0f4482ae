import type { RunMetrics, StepMetrics, ValidationMetrics } from '../run/run-metrics.js';
import { escapeHtml } from './escape-html.js';
import { exampleSection, type ReportExamples } from './example-section.js';
import { lineChart, type Curve } from './line-chart.js';
import { smooth, type Point } from './smooth.js';

/** Okabe and Ito's colours, which most people can tell apart. */
const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

const style = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
h2 { font-size: 1rem; margin: 1.5rem 0 0; } svg { width: 100%; height: auto; font-size: 11px; } path { fill: none; stroke-width: 1.5; }
text:not(.name) { fill: #555; } .name { font-weight: 600; } .axis { font-size: 12px; } .grid { stroke: #ddd; }
table { border-collapse: collapse; } td, th { padding: 0.1rem 1rem 0.1rem 0; text-align: left; } td + td { text-align: right; }
.legend span { display: inline-block; margin-right: 1rem; } .legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.35em; }
.examples img { display: block; max-width: 100%; margin: 0 0 8px; }`;

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
  const heading = escapeHtml(title);
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${heading}</title><style>${style}</style>`,
    `<h1>${heading}</h1>`,
    `<p>${summary(steps, validations)}</p>`,
    section('Loss', 'cross-entropy', lossCurves(steps)),
    section('Validation', 'mean IoU (%)', validationCurves(validations)),
    section('Learning rate', 'learning rate', learningRateCurves(steps, groups)),
    section('Norm of the gradients', 'L2 norm before clipping', [curve('norm', gradientNorms(steps), 0)]),
    exampleSection(examples),
    classTable(validations.at(-1)),
    '</html>',
    '',
  ].join('\n');
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
  return { name, points, color: colors[color % colors.length] };
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
