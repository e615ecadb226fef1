import { checkProjectRules, projectRuleProblems } from './project-rules.mjs';

const rule = { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] };

it('finds nothing wrong with this repository', async () => {
  expect(await checkProjectRules()).toEqual([]);
});

it('accepts tagged projects under plain rules', () => {
  expect(projectRuleProblems([{ folder: 'libs/queue', tags: ['type:lib', 'scope:queue'] }], [rule])).toEqual(
    [],
  );
});

it.each([
  ['a folder that is no project', undefined, ['libs/queue has no project.json.']],
  ['a project without tags', [], ['libs/queue has no type: tag.', 'libs/queue has no scope: tag.']],
  [
    'a type without a rule',
    ['type:new', 'scope:queue'],
    ['libs/queue has the tag type:new, for which there is no rule.'],
  ],
])('refuses %s', (_what, tags, problems) => {
  expect(projectRuleProblems([{ folder: 'libs/queue', tags }], [rule])).toEqual(problems);
});

it.each([
  [{ sourceTag: '*', onlyDependOnLibsWithTags: ['type:lib'] }],
  [{ sourceTag: 'type:app', onlyDependOnLibsWithTags: ['*'] }],
])('refuses a rule that allows everything: %j', (star) => {
  expect(projectRuleProblems([], [rule, star])).toEqual([`The rule for ${star.sourceTag} contains a *.`]);
});

it('refuses a repository without rules', () => {
  expect(projectRuleProblems([], [])).toEqual(['eslint.config.js has no import boundaries.']);
});
