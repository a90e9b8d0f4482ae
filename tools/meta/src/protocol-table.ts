import { planProtocol, protocolComponents, readProtocol, type Protocol } from '@langseg/evaluation';

/** Every protocol that is run by name, as a table. */
export function protocolTable(): string {
  const rows = protocolComponents.map((component) => {
    const protocol = readProtocol(component);
    const [plan] = planProtocol(component, { spelling: 'faithful' });
    const { layout, photos } = protocol.dataset;
    const classes =
      plan.kind === 'episodes' && protocol.kind === 'episodes'
        ? `${protocol.folds.length} × ${plan.asked.length}`
        : String(plan.classes.length);
    const { labels, source } = protocol;
    const words = `${labels.source.repository}, \`${labels.source.path}\``;
    return `| \`${component.type}\` | \`${layout.type}\` | ${photos ?? ''} | ${classes} | ${viewOf(protocol)} | ${words} | ${source.repository} |`;
  });
  return [
    '| protocol | layout | photos | classes | view | words from | procedure of |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function viewOf({ view, maskSize }: Protocol): string {
  if (maskSize !== 'photo') return maskSize.join(' × ');
  if (view === undefined) return "the model's";
  if (view === 'whole' || !view.windows) return 'whole';
  const { size, stride, shortSide, longSide } = view.windows;
  return [
    `windows ${size}/${stride}`,
    shortSide === undefined ? `long side ${longSide}` : `short side ${shortSide}`,
    ...(view.scales ? [`${view.scales.length} scales`] : []),
    ...(view.flip ? ['mirrored'] : []),
  ].join(', ');
}
