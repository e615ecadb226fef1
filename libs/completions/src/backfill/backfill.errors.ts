import type { BackfillState } from '@oracle-integration/contracts';
import { AppError } from '@oracle-integration/platform';
import type { BackfillMove } from './backfill-state';

export type BackfillErrorCode = 'BACKFILL.UNKNOWN' | 'BACKFILL.STATE_CONFLICT';

export class BackfillUnknownError extends AppError<BackfillErrorCode> {
  constructor(id: string) {
    super({
      code: 'BACKFILL.UNKNOWN',
      message: `There is no backfill ${id}. GET /api/admin/backfills lists the latest.`,
      details: { id },
      severity: 'info',
    });
  }
}

const REFUSALS: Partial<Record<BackfillMove, string>> = {
  pause: 'Only one that is under way can be paused.',
  resume: 'Only one that is paused or has failed can go on.',
  cancel: 'One that has ended cannot be cancelled any more.',
};

export class BackfillStateError extends AppError<BackfillErrorCode> {
  constructor(id: string, state: BackfillState, move: BackfillMove) {
    super({
      code: 'BACKFILL.STATE_CONFLICT',
      message: `Backfill ${id} is ${state}. ${REFUSALS[move] ?? ''}`.trimEnd(),
      details: { id, state },
      severity: 'info',
    });
  }
}
