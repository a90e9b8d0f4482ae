export { openCountFile } from './count-file.js';
export { readRecord } from './read-record.js';
