import { ManagerRole } from '@oracle-integration/contracts';

/** The settings that say which groups may do what; each a list parted by commas. */
export interface RoleMapping {
  readonly manageValues: string | undefined;
  readonly viewValues: string | undefined;
}

/**
 * What a person may do by the groups that the identity provider tells; `undefined`: nothing. The claim may be one
 * word or a list. Values are compared exactly: "HR" must not let "hr-interns" in, nor "Hr".
 */
export function roleOf(claim: unknown, { manageValues, viewValues }: RoleMapping): ManagerRole | undefined {
  const groups = new Set([claim].flat().filter((value) => typeof value === 'string'));
  const isAmong = (list: string | undefined) => wordsOf(list).some((word) => groups.has(word));
  if (isAmong(manageValues)) return ManagerRole.Manage;
  return isAmong(viewValues) ? ManagerRole.View : undefined;
}

function wordsOf(list = ''): string[] {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
