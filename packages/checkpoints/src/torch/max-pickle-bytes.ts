/** Weights lie outside the pickle, so real ones have well under a megabyte; this bounds what a hostile one can build. */
export const maxPickleBytes = 32 * 2 ** 20;
