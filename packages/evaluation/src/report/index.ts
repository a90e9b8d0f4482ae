export { escapeHtml } from './escape-html.js';
export { evaluationPage, type EvaluationPageOptions, type ReportPhoto } from './evaluation-page.js';
export { examplePicture, type SegmentedExample } from './example-picture.js';
export { htmlPage, seriesColor } from './html-page.js';
export { lineChart, type Axes, type Curve, type Point } from './line-chart.js';
export { rankPhotos, type RankedPhoto } from './rank-photos.js';
