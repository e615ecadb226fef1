import type { SourceTrouble } from '../reader/source-trouble';
import type { TotaraRowsVanishedError } from '../totara.errors';

/** What a manager must decide when most completions of a range are gone. */
export function rowsVanishedTrouble(error: TotaraRowsVanishedError): SourceTrouble {
  return {
    code: error.code,
    reason: `${error.message}. Nothing was revoked.`,
    action:
      'Operator: check that TOTARA_DATABASE_URL names the right database. Manager: if the completions were deleted on purpose, confirm it in Reconciliation.',
  };
}
