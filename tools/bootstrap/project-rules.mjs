import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inWorkspace } from './workspace.mjs';

/**
 * The rules that make the import boundaries mean something: an untagged project may import anything, and a `*` in
 * a rule allows everything.
 *
 * @param {{ folder: string, tags: string[] | undefined }[]} projects `tags` is undefined without a `project.json`
 * @param {{ sourceTag: string, onlyDependOnLibsWithTags: string[] }[]} constraints of `@nx/enforce-module-boundaries`
 * @returns {string[]} one sentence per problem
 */
export function projectRuleProblems(projects, constraints) {
  const problems = [];
  const ruled = new Set(constraints.map(({ sourceTag }) => sourceTag));
  for (const { folder, tags } of projects) {
    if (tags === undefined) {
      problems.push(`${folder} has no project.json.`);
      continue;
    }
    for (const kind of ['type', 'scope']) {
      if (!tags.some((tag) => tag.startsWith(`${kind}:`))) problems.push(`${folder} has no ${kind}: tag.`);
    }
    const type = tags.find((tag) => tag.startsWith('type:'));
    if (type && !ruled.has(type)) problems.push(`${folder} has the tag ${type}, for which there is no rule.`);
  }
  for (const { sourceTag, onlyDependOnLibsWithTags } of constraints) {
    if ([sourceTag, ...onlyDependOnLibsWithTags].includes('*'))
      problems.push(`The rule for ${sourceTag} contains a *.`);
  }
  if (constraints.length === 0) problems.push('eslint.config.js has no import boundaries.');
  return problems;
}

/** Reads the projects and rules of this repository and checks them. */
export async function checkProjectRules() {
  const folders = ['apps', 'libs'].flatMap((room) =>
    readdirSync(inWorkspace(room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${room}/${entry.name}`),
  );
  const projects = [...folders, 'tools'].map((folder) => ({ folder, tags: readTags(folder) }));
  return projectRuleProblems(projects, await readConstraints());
}

function readTags(folder) {
  const file = inWorkspace(folder, 'project.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).tags ?? []) : undefined;
}

async function readConstraints() {
  const { default: config } = await import(inWorkspace('eslint.config.js'));
  return config.flatMap((part) => {
    const [, options] = part.rules?.['@nx/enforce-module-boundaries'] ?? [];
    return options?.depConstraints ?? [];
  });
}
