import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { StandingService } from '@oracle-integration/completions';
import type { ReconciliationFiguresView } from '@oracle-integration/contracts';
import { SettingsService } from '@oracle-integration/settings';
import { stringify } from 'csv-stringify';
import { TotaraNotComparedError } from '../totara.errors';
import { ReconciliationRepository } from './reconciliation.repository';
import type { ReconciliationRunEntity } from './reconciliation-run.entity';
import { dayName } from './utc-day';

const PORTION = 500;

const FIGURES = {
  site: 'Totara',
  duplicates: 'shown twice',
  ledger: 'ledger',
  imported: 'messages and files',
  delivered: 'delivered',
  waiting: 'waiting',
  stopped: 'stopped',
  notQueued: 'not asked for',
  keptBack: 'kept back by a policy or an erasure',
  acknowledged: 'acknowledged by those who pull',
  unexplained: 'unexplained',
} as const satisfies Record<keyof ReconciliationFiguresView, string>;
const FIGURE_NAMES = Object.keys(FIGURES) as (keyof typeof FIGURES)[];

type Line = (string | number)[];

/** The figures of the last comparison as a file to sign: in all, by day and by course, whatever their number. */
@Injectable()
export class SignOffService {
  constructor(
    private readonly settings: SettingsService,
    private readonly runs: ReconciliationRepository,
    private readonly standings: StandingService,
  ) {}

  /** @throws TotaraNotComparedError before the first comparison is finished */
  async csv(): Promise<StreamableFile> {
    const { totaraSiteId: siteId } = this.settings.current();
    const run = await this.runs.findLastFinished(siteId);
    if (!run) throw new TotaraNotComparedError(siteId);
    // A course may be called "=HYPERLINK(…)": with an apostrophe before it a spreadsheet takes it for text.
    const csv = stringify({ escape_formulas: true, bom: true });
    const lines = Readable.from(this.lines(siteId, run));
    lines.on('error', (error) => csv.destroy(error));
    const day = run.finishedAt!.toISOString().slice(0, 10);
    return new StreamableFile(lines.pipe(csv), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="sign-off-${day}.csv"`,
    });
  }

  private async *lines(siteId: string, run: ReconciliationRunEntity): AsyncGenerator<Line> {
    yield ['of', 'day or course', 'name', ...Object.values(FIGURES)];
    const totals = await this.runs.totals(run.id);
    if (totals) yield ['site', siteId, `compared ${run.finishedAt!.toISOString()}`, ...figuresOf(totals)];
    for await (const figures of this.keyed(run.id, 'day'))
      for (const one of figures) yield ['day', dayName(one.key), '', ...figuresOf(one)];
    for await (const figures of this.keyed(run.id, 'course')) {
      const names = await this.standings.courseNames(
        siteId,
        figures.map(({ key }) => key),
      );
      for (const one of figures) yield ['course', one.key, names.get(one.key) ?? '', ...figuresOf(one)];
    }
  }

  private async *keyed(runId: string, dimension: 'course' | 'day') {
    let page = await this.runs.figuresAfter(runId, dimension, null, PORTION);
    while (page.length > 0) {
      yield page;
      page = await this.runs.figuresAfter(runId, dimension, page.at(-1)!.key, PORTION);
    }
  }
}

function figuresOf(figures: ReconciliationFiguresView): number[] {
  return FIGURE_NAMES.map((name) => figures[name]);
}
