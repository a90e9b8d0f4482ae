export { formatResult } from './format-result.js';
export { GraphRunner } from './graph-runner.js';
export type { CaseResult } from './run-case.js';
export { runCases } from './run-cases.js';
