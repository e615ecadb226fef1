import { type Boundary, type Project, readBoundaries, readProjects } from './testing/boundaries';

/** What a project lacks, in words; empty when its tags are complete. */
function faultsOfTags(projects: readonly Project[]): string[] {
  return projects.flatMap(({ name, tags }) =>
    ['type', 'scope']
      .filter((kind) => tags.filter((tag) => tag.startsWith(`${kind}:`)).length !== 1)
      .map((kind) => `${name} needs exactly one tag that begins with ${kind}:`),
  );
}

/**
 * Projects that no rule holds back. A library is bound by its type *and* its scope; nothing can import an app, a
 * sandbox or a tool, so their type is enough.
 */
function faultsOfRules(projects: readonly Project[], boundaries: readonly Boundary[]): string[] {
  const ruled = new Set(boundaries.map(({ sourceTag }) => sourceTag));
  return projects.flatMap(({ name, tags }) => {
    const isImported = tags.some((tag) => ['type:lib', 'type:contracts', 'type:testing'].includes(tag));
    return tags
      .filter((tag) => tag.startsWith('type:') || isImported)
      .filter((tag) => !ruled.has(tag))
      .map((tag) => `${name}: no rule says what ${tag} may import`);
  });
}

function stars(boundaries: readonly Boundary[]): Boundary[] {
  return boundaries.filter(({ sourceTag, onlyDependOnLibsWithTags = ['*'] }) =>
    [sourceTag ?? '*', ...onlyDependOnLibsWithTags].some((tag) => tag.includes('*')),
  );
}

describe('the projects of the workspace', () => {
  const projects = readProjects();
  const boundaries = readBoundaries();

  it('are all looked at', () => {
    expect(projects.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['api', 'push', 'contracts', 'tools']),
    );
  });

  it('each have a type and a scope', () => {
    expect(faultsOfTags(projects)).toEqual([]);
  });

  it('are each held back by a rule', () => {
    expect(faultsOfRules(projects, boundaries)).toEqual([]);
  });

  it('are not let off by a rule with a star', () => {
    expect(boundaries.length).toBeGreaterThan(0);
    expect(stars(boundaries)).toEqual([]);
  });

  it('are named by the rules as they are: no rule speaks of a tag that nobody has', () => {
    const worn = new Set(projects.flatMap(({ tags }) => tags));
    const named = boundaries.flatMap(({ sourceTag, onlyDependOnLibsWithTags = [] }) => [
      sourceTag!,
      ...onlyDependOnLibsWithTags,
    ]);

    expect([...new Set(named)].filter((tag) => !worn.has(tag))).toEqual([]);
  });
});

describe('the check of boundaries', () => {
  it('finds a project without tags', () => {
    expect(faultsOfTags([{ name: 'new', tags: ['scope:new'] }])).toEqual([
      'new needs exactly one tag that begins with type:',
    ]);
  });

  it('finds a library whose scope has no rule', () => {
    const project = { name: 'new', tags: ['type:lib', 'scope:new'] };

    expect(faultsOfRules([project], [{ sourceTag: 'type:lib' }])).toEqual([
      'new: no rule says what scope:new may import',
    ]);
  });

  it.each([
    [{ sourceTag: '*', onlyDependOnLibsWithTags: ['type:lib'] }],
    [{ sourceTag: 'type:app', onlyDependOnLibsWithTags: ['*'] }],
    [{ sourceTag: 'type:app' }],
  ])('finds the star in %j', (boundary) => {
    expect(stars([boundary])).toEqual([boundary]);
  });
});
