import { Injectable } from '@nestjs/common';
import { StandingRowsService } from '@oracle-integration/completions';
import {
  RECONCILIATION_ROWS_LIMIT_DEFAULT,
  type ReconciliationRowsParams,
  type ReconciliationRowsView,
} from '@oracle-integration/contracts';
import { SettingsService } from '@oracle-integration/settings';
import { TotaraReaderProvider } from '../reader/totara-reader.provider';
import { TotaraNotComparedError } from '../totara.errors';
import { ReconciliationRepository } from './reconciliation.repository';
import { UnexplainedRowsService } from './unexplained-rows.service';

/** The rows behind a figure: of the ledger, or of Totara where the ledger does not have them. */
@Injectable()
export class ReconciliationRowsService {
  constructor(
    private readonly settings: SettingsService,
    private readonly readers: TotaraReaderProvider,
    private readonly runs: ReconciliationRepository,
    private readonly standing: StandingRowsService,
    private readonly unexplained: UnexplainedRowsService,
  ) {}

  /** @throws TotaraNotComparedError when unexplained rows are asked for before the first comparison is finished */
  async page({ kind, cursor, limit, ...of }: ReconciliationRowsParams): Promise<ReconciliationRowsView> {
    const settings = this.settings.current();
    const { totaraSiteId: siteId } = settings;
    const day = of.day === undefined ? null : new Date(`${of.day}T00:00:00Z`);
    const size = limit ?? RECONCILIATION_ROWS_LIMIT_DEFAULT;
    if (kind !== 'unexplained')
      return this.standing.page({ siteId, kind, day, courseId: of.courseId ?? null }, cursor, size);
    const [reader, run] = await Promise.all([
      this.readers.readerFor(settings),
      this.runs.findLastFinished(siteId),
    ]);
    if (!reader || !run) throw new TotaraNotComparedError(siteId);
    const differing = await this.runs.unexplainedCourses(run.id);
    const courseIds = differing.filter((id) => of.courseId === undefined || of.courseId === id);
    return this.unexplained.page(reader, { siteId, courseIds, day }, cursor, size);
  }
}
