import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer. The page is isolated (COOP, COEP), without which browsers give WebAssembly no threads; it loads
 * code from here alone, and models from here or over https.
 */
export function securityHeaders(): MiddlewareHandler {
  const self = "'self'";
  return secureHeaders({
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginEmbedderPolicy: 'require-corp',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    // Whether there is https is the business of the proxy in front.
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      defaultSrc: [self],
      scriptSrc: [self, "'wasm-unsafe-eval'"],
      workerSrc: [self],
      styleSrc: [self],
      imgSrc: [self, 'blob:', 'data:'],
      mediaSrc: [self, 'blob:'],
      connectSrc: [self, 'https:', 'blob:', 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: [self],
    },
    permissionsPolicy: { camera: ['self'], microphone: false, geolocation: false },
  });
}
