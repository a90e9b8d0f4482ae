import type { AnyComponent, ComponentSet } from '@langseg/core';
import type { PlannedComponent } from './model-plan.js';

/** Packages that the components of a pipeline came from, each once; LangSeg's own are not listed. */
export function pluginsOf(
  registry: ComponentSet,
  pipeline: Readonly<Record<string, PlannedComponent>>,
): string[] {
  const packageOf = (slot: string, type: string) => {
    const isIt = (component: AnyComponent) => component.slot === slot && component.type === type;
    const component = registry.components.find(isIt);
    return component && registry.packageOf(component);
  };
  const packages = Object.entries(pipeline).map(([slot, { type }]) => packageOf(slot, type));
  return [...new Set(packages.filter((name) => name !== undefined))].sort();
}
