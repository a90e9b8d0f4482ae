/**
 * Builds the page of a project, as its author would.
 *
 * @param project folder with `index.html`, `main.js` and `node_modules`.
 * @param out folder for the files that a web server serves.
 */
export type BuildPage = (project: string, out: string) => Promise<void>;
