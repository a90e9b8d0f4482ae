import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import webpack, { type Configuration, type Stats } from 'webpack';
import type { BuildPage } from './build-page.js';

/** webpack finds worker and model by itself; only its output must consist of modules. */
export const buildWithWebpack: BuildPage = async (project, out) => {
  const configuration: Configuration = {
    mode: 'production',
    context: project,
    entry: './main.js',
    experiments: { outputModule: true },
    output: { path: out, filename: 'main.js', module: true },
    performance: { hints: false },
  };
  const compiler = webpack(configuration);
  const stats = (await promisify(compiler.run.bind(compiler))()) as Stats;
  await promisify(compiler.close.bind(compiler))();
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  await copyFile(join(project, 'index.html'), join(out, 'index.html'));
};
