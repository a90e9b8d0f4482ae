import type { Ansis } from 'ansis';
import type { TrainingEvent } from '@langseg/training/node';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';

type EventOf<T extends TrainingEvent['type']> = Extract<TrainingEvent, { readonly type: T }>;

/** An event as lines for people; `undefined` for those that say nothing new. */
export function describeEvent(event: TrainingEvent, colors: Ansis): string | undefined {
  switch (event.type) {
    case 'data':
      return describeData(event, colors);
    case 'start':
      return describeStart(event, colors);
    case 'note':
      return printable(event.message, 1000);
    case 'ready':
      return describeReady(event);
    case 'step':
      return colors.dim(`epoch ${event.metrics.epoch + 1} of ${event.epochs}: ${describeStep(event)}`);
    case 'validation':
      return describeValidation(event, colors);
    default:
      return undefined;
  }
}

/** `loss 0.512  13.2 images/s  4 min left` */
export function describeStep({ metrics, smoothedLoss, secondsLeft }: EventOf<'step'>): string {
  const loss = Number.isFinite(smoothedLoss) ? `loss ${smoothedLoss.toPrecision(4)}  ` : '';
  return `${loss}${metrics.imagesPerSecond.toFixed(1)} images/s  ${duration(secondsLeft)} left`;
}

/** A length of time for people: `40 s`, `12 min`, `3 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function describeData({ purpose, report }: EventOf<'data'>, colors: Ansis): string {
  const { name, samples, good, classes, problems } = report;
  const shown = classes.filter(({ name: label, pixels }) => label !== null && pixels > 0).length;
  const named = classes.filter(({ name: label }) => label !== null).length;
  const title = purpose === 'train' ? 'train' : 'validate';
  const lines = [
    `${colors.bold(printable(name))} (${title}): ${good} photos, ${shown} of ${named} classes occur`,
    ...problems.flatMap(({ code, count, examples }) => [
      colors.yellow(`  ${count} of ${samples} left out: ${code}`),
      ...examples.slice(0, 3).map(({ message }) => `    ${printable(message)}`),
    ]),
  ];
  return lines.join('\n');
}

function describeStart({ from, report }: EventOf<'start'>, colors: Ansis): string {
  const { matched, resized, missing, mismatched, unused } = report;
  const rows = [
    ['taken over', matched.length],
    ['resized', resized.length],
    ['missing, drawn at random', missing.length],
    ['of another shape, drawn at random', mismatched.length],
    ['in the checkpoint only', unused.length],
  ] as const;
  const shown = rows.filter(([what, count]) => count > 0 || what === 'taken over');
  return [
    `${colors.bold('Weights')} from ${printable(from)}`,
    plainTable(
      shown.map(([what, count]) => [what, String(count)]),
      ['left', 'right'],
    ),
  ].join('\n');
}

function describeReady(event: EventOf<'ready'>): string {
  const { trained, parameters, groups, labels, steps, nextStep, folder } = event;
  const rates = groups.map(({ name, parameters: count, learningRate }) => [
    name,
    `${count} parameters`,
    `learning rate ${Number(learningRate.toPrecision(4))}`,
  ]);
  return [
    `${trained} of ${parameters} parameters are trained, ${labels} labels known, ${steps} steps` +
      (nextStep > 1 ? `, from step ${nextStep} on` : ''),
    plainTable(rates, ['left', 'right', 'left']),
    `Run in ${printable(folder)}`,
  ].join('\n');
}

function describeValidation({ metrics, isBest }: EventOf<'validation'>, colors: Ansis): string {
  const sets = metrics.sets.map(
    ({ name, meanIou, pixelAccuracy, classes, labels }) =>
      `${printable(name)} mIoU ${percent(meanIou)} ${overClasses(classes.length, labels)}, pixel accuracy ${percent(pixelAccuracy)}`,
  );
  return `epoch ${metrics.epoch + 1}: ${sets.join('; ')}${isBest ? colors.green('  best so far') : ''}`;
}

/** What a mean rests on: `over 3 classes`, `over 1 of 2 classes`. */
export function overClasses(shown: number, labels: number): string {
  return `over ${shown === labels ? shown : `${shown} of ${labels}`} classes`;
}

/** A share for people: `45.6 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
