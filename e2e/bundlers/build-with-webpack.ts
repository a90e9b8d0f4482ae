import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import webpack, { type Configuration, type Stats } from 'webpack';
import type { BuildPage } from './build-page.js';

/** webpack finds worker and model by itself, with its defaults. */
export const buildWithWebpack: BuildPage = (project, out) => run(project, out, 'production');

/** The same for development, where no export is dropped because nobody imports it. */
export const buildForDevelopment: BuildPage = (project, out) => run(project, out, 'development');

async function run(project: string, out: string, mode: 'production' | 'development'): Promise<void> {
  const configuration: Configuration = {
    mode,
    devtool: false,
    context: project,
    entry: './main.js',
    output: { path: out, filename: 'main.js' },
    performance: { hints: false },
  };
  const compiler = webpack(configuration);
  const stats = (await promisify(compiler.run.bind(compiler))()) as Stats;
  await promisify(compiler.close.bind(compiler))();
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  await copyFile(join(project, 'index.html'), join(out, 'index.html'));
}
