import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../../../..');

export interface Project {
  readonly name: string;
  readonly tags: readonly string[];
}

export interface Boundary {
  readonly sourceTag?: string;
  readonly onlyDependOnLibsWithTags?: readonly string[];
}

/** Every project of the workspace: each folder in `apps` and `libs`, and `tools`. */
export function readProjects(): Project[] {
  const folders = ['apps', 'libs'].flatMap((room) =>
    readdirSync(join(WORKSPACE, room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(room, entry.name)),
  );
  return [...folders, 'tools'].map((folder) => {
    const file = join(WORKSPACE, folder, 'project.json');
    if (!existsSync(file)) return { name: folder, tags: [] };
    const { name, tags = [] } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; tags?: string[] };
    return { name, tags };
  });
}

/** The import rules as ESLint has them, read in a process of its own: the configuration loads half a workspace. */
export function readBoundaries(): Boundary[] {
  const script = `
    const { default: configs } = await import('./eslint.config.js');
    const rules = configs.flatMap(({ rules = {} }) => rules['@nx/enforce-module-boundaries'] ?? []);
    console.log('\\n' + JSON.stringify(rules.flatMap((rule) => rule.depConstraints ?? [])));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: WORKSPACE,
    encoding: 'utf8',
  });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Boundary[];
}
