import { join } from 'node:path';
import { createRegistry } from '@langseg/core';
import { expect } from 'vitest';
import { layoutSlot, type LayoutComponent } from '../../layout/layout-component.js';
import { reservedOptions } from '../../layout/place-options.js';
import { openDataset } from '../open-dataset.js';
import { componentChecks, registerChecks, type Check } from './component-checks.js';

/** Setup of {@link testLayout}. */
export interface LayoutSetup {
  readonly component: LayoutComponent;
  /** Options besides `type` and those of every data set. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Folder of a small data set in this layout whose photos and masks are all there; it is asked for in each test. */
  readonly path: () => string | Promise<string>;
}

/** Registers the tests that every layout must pass. */
export function testLayout(setup: LayoutSetup): void {
  registerChecks(`layout conformance: ${setup.component.type}`, layoutChecks(setup));
}

/** The tests of {@link testLayout}. */
export function layoutChecks({ component, options = {}, path: folder }: LayoutSetup): Check[] {
  const registry = createRegistry([component]);
  const layout = async (path?: string) =>
    component.open({ ...component.configSchema.parse(options), path: path ?? (await folder()) });
  const open = async () => openDataset({ type: component.type, ...options, path: await folder() }, registry);
  return [
    ...componentChecks(component, layoutSlot, options, reservedOptions),
    {
      title: 'has a name, classes, and a value for what is ignored',
      async run() {
        const { name, classes, ignoreValue, ...opened } = await layout();
        expect(name).toMatch(/\S/);
        expect(classes.filter((label) => label !== null && label.trim() === '')).toEqual([]);
        const isUnlabelled = 'files' in opened && opened.files.every(({ mask }) => mask === undefined);
        expect(classes.some((label) => label !== null)).toBe(!isUnlabelled);
        expect(Number.isInteger(ignoreValue) && ignoreValue >= 0 && ignoreValue < 65_536).toBe(true);
        expect(classes[ignoreValue] ?? null).toBeNull();
      },
    },
    {
      title: 'gives each sample one name, always in the same order',
      async run() {
        const { ids } = await open();
        expect(ids.length).toBeGreaterThan(0);
        expect(new Set(ids).size).toBe(ids.length);
        expect((await open()).ids).toEqual(ids);
      },
    },
    {
      title: 'leads to photos and masks that fit each other and hold no other values',
      async run() {
        const set = await open();
        for (const id of set.ids) await set.read(id);
      },
    },
    {
      title: 'says NOT_FOUND where there is no data set',
      async run() {
        const nowhere = join(await folder(), 'no', 'such', 'folder');
        const opening = openDataset({ type: component.type, ...options, path: nowhere }, registry);
        await expect(opening).rejects.toMatchObject({ code: 'NOT_FOUND' });
      },
    },
  ];
}
