import { roleOf } from './role-mapping';

const MAPPING = { manageValues: 'hr-admins, oracle admins', viewValues: 'hr' };

describe('the role by the groups of a person', () => {
  it.each([
    [['hr', 'hr-admins'], 'manage'],
    [['oracle admins'], 'manage'],
    [['sales', 'hr'], 'view'],
    ['hr-admins', 'manage'],
    ['hr', 'view'],
  ])('%j is %s', (claim, role) => {
    expect(roleOf(claim, MAPPING)).toBe(role);
  });

  it.each([
    [['HR']],
    [['hr-interns']],
    ['hr,hr-admins'],
    [[]],
    [undefined],
    [null],
    [7],
    [{ hr: true }],
    [['']],
    [''],
  ])('%j is none', (claim) => {
    expect(roleOf(claim, MAPPING)).toBeUndefined();
  });

  it('is none for anybody while no groups are named', () => {
    expect(roleOf(['hr', ''], { manageValues: undefined, viewValues: ' , ' })).toBeUndefined();
  });
});
