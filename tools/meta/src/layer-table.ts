import type { ProjectGraph } from '@nx/devkit';

/** What the lint rule says about a layer: `onlyDependOnLibsWithTags` are the layers it may import. */
export interface LayerRule {
  readonly sourceTag: string;
  readonly onlyDependOnLibsWithTags: readonly string[];
}

/** A table of the layers: the projects on each, and the layers that these may import. */
export function layerTable(rules: readonly LayerRule[], projects: ProjectGraph['nodes']): string {
  const rows = rules.map(({ sourceTag, onlyDependOnLibsWithTags: below }) => {
    const members = Object.values(projects)
      .filter(({ data }) => data.tags?.includes(sourceTag))
      .map(({ name }) => code(name.replace('@langseg/', '')))
      .sort();
    return `| ${layer(sourceTag)} | ${members.join(', ')} | ${below.map(layer).join(', ') || 'nothing of ours'} |`;
  });
  return ['| layer | projects | may import |', '| --- | --- | --- |', ...rows].join('\n');
}

const code = (name: string) => `\`${name}\``;
const layer = (tag: string) => code(tag.replace('layer:', ''));
