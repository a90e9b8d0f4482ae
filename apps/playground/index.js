// @ts-check

/** Folder of the built playground: static files for any web server. Ends in a slash. */
export const playgroundUrl = new URL('./dist/', import.meta.url);
