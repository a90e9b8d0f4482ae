/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * The part of Vitest's JSON report that is read here.
 *
 * @typedef {object} Report
 * @property {boolean} success
 * @property {readonly { readonly assertionResults: readonly { readonly status: string }[] }[]} testResults
 */

/**
 * Sums the tests of several Vitest reports. A run that failed without a failed test (a file that cannot be
 * imported, a hook that throws, an unhandled rejection) counts as one failure, so that it cannot go unseen.
 *
 * @param {readonly Report[]} reports
 * @returns {TestCount}
 */
export function countTests(reports) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { success, testResults } of reports) {
    const statuses = testResults.flatMap((file) => file.assertionResults.map(({ status }) => status));
    const failed = statuses.filter((status) => status === 'failed').length;
    const passed = statuses.filter((status) => status === 'passed').length;
    count.passed += passed;
    count.failed += success ? failed : Math.max(failed, 1);
    count.skipped += statuses.length - passed - failed;
  }
  return count;
}
