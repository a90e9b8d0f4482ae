export { escapeHtml } from './escape-html.js';
export { htmlPage, seriesColor } from './html-page.js';
export { lineChart, type Axes, type Curve, type Point } from './line-chart.js';
