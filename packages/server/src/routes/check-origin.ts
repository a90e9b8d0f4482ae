import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../errors/refusal.js';

/** Whose pages may send requests. */
export interface OriginRules {
  /** Origins of other pages that may, or `*` for all. */
  readonly cors: readonly string[];
  /** Whether a host is the server's own. */
  readonly isKnown: (host: string | undefined) => boolean;
}

/** Requests by these change nothing and cost little; browsers keep their answers from pages of others. */
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another site makes a visitor's browser send: a form needs nobody's permission. Programs are told
 * from pages by the headers that browsers add and pages can't change.
 *
 * @throws Refusal `ORIGIN_NOT_ALLOWED`.
 */
export function checkOrigin({ cors, isKnown }: OriginRules): MiddlewareHandler {
  const allowed = new Set(cors);
  return async (c, next) => {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    if (harmless.has(c.req.method) || isOwn(site, origin, c.req.header('host')) || allowed.has('*'))
      return next();
    if (origin !== undefined && allowed.has(origin)) return next();
    throw new Refusal(
      'ORIGIN_NOT_ALLOWED',
      'Pages of other sites may not send requests. If the site is yours, start the server with --cors (cors in a ' +
        'program) and its origin, such as https://example.org.',
    );
  };

  /** Old browsers, and any on pages without https, name only the origin. */
  function isOwn(site: string | undefined, origin: string | undefined, host: string | undefined): boolean {
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    if (origin === undefined) return true;
    const own = URL.canParse(origin) ? new URL(origin).host : undefined;
    return own !== undefined && own === host?.toLowerCase() && isKnown(host);
  }
}
