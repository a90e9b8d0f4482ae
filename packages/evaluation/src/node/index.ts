export { openCalibrationFile, readCalibrationFile } from './calibration-file.js';
export { openCountFile } from './count-file.js';
export { readRecord } from './read-record.js';
