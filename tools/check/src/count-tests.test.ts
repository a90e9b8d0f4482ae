import { expect, it } from 'vitest';
import { countTests } from './count-tests.js';

const report = (success: boolean, ...statuses: string[]) => ({
  success,
  testResults: statuses.map((status) => ({ assertionResults: [{ status }] })),
});

it('adds the tests of all reports', () => {
  const reports = [report(true, 'passed', 'passed'), report(false, 'passed', 'failed', 'failed')];
  expect(countTests(reports)).toEqual({ passed: 3, failed: 2, skipped: 0 });
});

it('counts whatever neither passed nor failed as skipped', () => {
  expect(countTests([report(true, 'passed', 'pending', 'skipped', 'todo')])).toEqual({
    passed: 1,
    failed: 0,
    skipped: 3,
  });
});

it('counts a run that failed outside its tests as a failure', () => {
  expect(countTests([report(false, 'passed')])).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countTests([{ success: false, testResults: [] }])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts nothing where nothing ran', () => {
  expect(countTests([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
