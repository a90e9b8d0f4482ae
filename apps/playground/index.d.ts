/** Folder of the built playground: static files for any web server. Ends in a slash. */
export declare const playgroundUrl: URL;
