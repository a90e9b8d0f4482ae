import { join } from 'node:path';
import { directoryAssets } from '@langseg/adapter-node';
import { missingParts, parseBundleConfig, readJsonAsset, type ComponentSet } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Inspection } from './inspection.js';

/** The config of a model bundle, and which of its components are not there. */
export async function inspectBundle(path: string, registry: ComponentSet): Promise<Inspection> {
  const config = parseBundleConfig(await readJsonAsset(directoryAssets(path), 'config.json'));
  const bytes = Object.values(config.files).reduce((sum, file) => sum + file.bytes, 0);
  const missing = missingParts(config.pipeline, registry);
  return {
    facts: { kind: 'bundle', path: join(path), ...config, missing },
    toText: (colors) =>
      [
        `${colors.bold(printable(config.name))}, ${prettyBytes(bytes)}${config.license ? `, ${printable(config.license)}` : ''}`,
        ...(config.description ? [printable(config.description)] : []),
        plainTable(Object.entries(config.pipeline).map(([slot, component]) => [slot, summary(component)])),
        ...missing.map((part) =>
          colors.yellow(`needs ${printable(part)}, which is not there${bringers(config.plugins)}`),
        ),
        plainTable(
          Object.entries(config.files).map(([file, digest]) => [
            printable(file),
            prettyBytes(digest.bytes),
            colors.dim(digest.sha256.slice(0, 12)),
          ]),
          ['left', 'right'],
        ),
      ].join('\n'),
  };
}

/** Where a missing component may come from, as the bundle says. */
function bringers(plugins: readonly string[] = []): string {
  return plugins.length > 0 ? `; comes with ${plugins.join(' or ')}` : '';
}

/** A value of JSON; an object's own `toString` is nothing to rely on. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '?');
}

/** The type of a component and its plain options. */
function summary(component: unknown): string {
  if (typeof component !== 'object' || component === null) return printable(shown(component));
  const options = Object.entries(component)
    .filter(
      ([name, value]) =>
        name !== 'type' && !(typeof value === 'object' && value !== null && !Array.isArray(value)),
    )
    .map(
      ([name, value]) =>
        `${name} ${Array.isArray(value) ? `[${value.map(shown).join(', ')}]` : shown(value)}`,
    );
  const type = 'type' in component ? shown(component.type) : '?';
  return printable([type, ...options].join(', '));
}
