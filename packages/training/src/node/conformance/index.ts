export { testAugmentation, type AugmentationSetup } from './test-augmentation.js';
export { testLayout, type LayoutSetup } from './test-layout.js';
export { testOptimizer, type OptimizerSetup } from './test-optimizer.js';
export { testSchedule, type ScheduleSetup } from './test-schedule.js';
