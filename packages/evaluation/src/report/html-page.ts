import { escapeHtml } from './escape-html.js';

/** Okabe and Ito's colours, which most people can tell apart: `--c0` to `--c5` of {@link htmlPage}. */
const series = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b07a00', '#56b4e9'];
const seriesOnDark = ['#4da6e0', '#ff8a3d', '#2cc99a', '#e29bc6', '#e6a81f', '#7cc8f2'];

const style = `
:root { color-scheme: light dark; --text: #222; --weak: #595959; --page: #fff; --line: #d9d9d9; --fill: #f2f2f2; ${properties(series)} }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --weak: #a8a8a8; --page: #16181b; --line: #3a3e44; --fill: #23262b; ${properties(seriesOnDark)} } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem; color: var(--text); background: var(--page); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 0.25rem; } p { margin: 0.25rem 0 0.75rem; } .weak, figcaption { color: var(--weak); font-size: 0.9em; }
svg { display: block; width: 100%; height: auto; font-size: 11px; } path { fill: none; stroke-width: 1.5; }
text { fill: var(--weak); } .name { fill: currentColor; font-weight: 600; } .axis { font-size: 12px; } .grid { stroke: var(--line); }
.wide { overflow-x: auto; } .chart { min-width: 30rem; } code { font-size: 0.7em; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; } td, th { padding: 0.1rem 1rem 0.1rem 0; text-align: left; vertical-align: top; } td + td { text-align: right; }
.legend span { display: inline-block; margin-right: 1rem; } .legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.35em; }
.examples img { display: block; max-width: 100%; margin: 0 0 8px; }`;

/** A page that needs nothing else and asks nobody for anything: no scripts, styles inside, pictures as data. */
export function htmlPage(title: string, body: readonly string[], moreStyle = ''): string {
  const heading = escapeHtml(title);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<title>${heading}</title><style>${style}${moreStyle}</style></head><body><main>`,
    `<h1>${heading}</h1>`,
    ...body.filter((part) => part !== ''),
    '</main></body></html>',
    '',
  ].join('\n');
}

/** A colour of a series, the same again after six. */
export function seriesColor(index: number): string {
  return `var(--c${index % series.length})`;
}

function properties(colors: readonly string[]): string {
  return colors.map((color, index) => `--c${index}: ${color};`).join(' ');
}
