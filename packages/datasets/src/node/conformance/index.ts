export { componentChecks, registerChecks, type Check } from './component-checks.js';
export { testLayout, type LayoutSetup } from './test-layout.js';
