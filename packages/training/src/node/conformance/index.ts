export { testAugmentation, type AugmentationSetup } from './test-augmentation.js';
export { testOptimizer, type OptimizerSetup } from './test-optimizer.js';
export { testSchedule, type ScheduleSetup } from './test-schedule.js';
