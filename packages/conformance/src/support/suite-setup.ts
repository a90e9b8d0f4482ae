/** How a suite gets the thing it examines. */
export interface SuiteSetup<T> {
  /** Makes a fresh instance; every test calls it and disposes what it got. */
  readonly create: () => T | Promise<T>;
  /** Called after each test with its instance, already disposed where it can be. */
  readonly teardown?: (instance: T) => void | Promise<void>;
}
