import { counted } from '@langseg/core';
import type { EvaluationRecord } from '../record/evaluation-record.js';
import { escapeHtml } from './escape-html.js';

/** What makes the scores comparable, and photos that were left out. */
export function settingsSection({ settings, conventions, skipped }: EvaluationRecord): string {
  const { model, dataset, words, protocol, versions, ...rest } = settings;
  const rows: [string, string][] = [
    ['model', [model.name, model.sha256 && `sha256 ${model.sha256}`].filter(Boolean).join(', ')],
    [
      'data set',
      `${dataset.name}, ${counted(dataset.photos, 'photo')}, sha256 of their ids ${dataset.sha256}`,
    ],
    ...(dataset.layout ? [['layout', JSON.stringify(dataset.layout)] satisfies [string, string]] : []),
    ['words', `${counted(words.classes.length, 'class', 'classes')}, sha256 ${words.sha256}`],
    ...(protocol ? [['protocol', Object.values(protocol).join(', ')] satisfies [string, string]] : []),
    ...Object.entries(rest).map(([name, value]): [string, string] => [
      spaced(name),
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
    ...Object.entries(conventions).map(([name, { meanIoU, pixelAccuracy, classes }]): [string, string] => [
      `${name} convention`,
      `mean IoU ${percent(meanIoU)} over ${classes} classes, right pixels ${percent(pixelAccuracy)}`,
    ]),
    [
      'versions',
      Object.entries(versions)
        .map((each) => each.join(' '))
        .join(', '),
    ],
  ];
  const left = skipped
    .slice(0, 20)
    .map(({ id, message }) => `<li>${escapeHtml(id)}: ${escapeHtml(message)}</li>`);
  return [
    '<h2>What makes this comparable</h2>',
    `<table class="settings">${rows.map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value).replace(/\b[\da-f]{64}\b/g, '<code>$&</code>')}</td></tr>`).join('\n')}</table>`,
    left.length > 0 ? `<h2>Left out</h2><ul>${left.join('\n')}</ul>` : '',
  ].join('\n');
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function percent(share: number | null): string {
  return share === null ? 'none' : `${(100 * share).toFixed(1)} %`;
}
