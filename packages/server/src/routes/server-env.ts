import type { HttpBindings } from '@hono/node-server';

/** What Hono's handlers find in their context. */
export interface ServerEnv {
  readonly Bindings: HttpBindings;
}
