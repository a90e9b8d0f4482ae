import type { ProtocolScore } from './score-model.js';

/** A Markdown table of scores with the mean of every group, the part of a name before the slash. */
export function scoreTable(scores: readonly ProtocolScore[]): string {
  const groups = [...new Set(scores.map(({ name }) => groupOf(name)))];
  const means = groups.map((group) => {
    const own = scores.filter(({ name }) => groupOf(name) === group);
    return row(`**mean ${group}**`, mean(own, 'pixAcc'), mean(own, 'mIoU'), '');
  });
  const rows = scores.map(({ name, pixAcc, mIoU, classes }) => row(name, pixAcc, mIoU, `${classes.length}`));
  return ['| protocol | pixAcc | mIoU | classes |', '| --- | --- | --- | --- |', ...rows, ...means].join(
    '\n',
  );
}

/** The IoU of every class, best first, a line for each protocol. */
export function classTable(scores: readonly ProtocolScore[]): string {
  return scores
    .map(({ name, classes }) => {
      const sorted = classes.toSorted((a, b) => b.iou - a.iou);
      return `${name}: ${sorted.map(({ prompt, iou }) => `${prompt} ${iou.toFixed(2)}`).join(', ')}`;
    })
    .join('\n');
}

/** What pages say of scores: those of each protocol, and the mean of each group with several, with three decimals. */
export function cardOf(scores: readonly ProtocolScore[]) {
  const entry = (own: readonly ProtocolScore[]) => ({
    rightPixels: Number(mean(own, 'pixAcc').toFixed(3)),
    meanIoU: Number(mean(own, 'mIoU').toFixed(3)),
  });
  const groups = [...new Set(scores.map(({ name }) => groupOf(name)))].map(
    (group) => [group, scores.filter(({ name }) => groupOf(name) === group)] as const,
  );
  return {
    scores: Object.fromEntries(scores.map((score) => [score.name, entry([score])])),
    means: Object.fromEntries(
      groups.flatMap(([group, own]) => (own.length > 1 ? [[group, entry(own)] as const] : [])),
    ),
  };
}

function row(name: string, pixAcc: number, mIoU: number, classes: string): string {
  return `| ${name} | ${pixAcc.toFixed(3)} | ${mIoU.toFixed(3)} | ${classes} |`;
}

function mean(scores: readonly ProtocolScore[], key: 'pixAcc' | 'mIoU'): number {
  return scores.reduce((sum, score) => sum + score[key], 0) / scores.length;
}

function groupOf(name: string): string {
  return name.split('/')[0];
}
