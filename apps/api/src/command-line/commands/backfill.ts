import type { BackfillView } from '@oracle-integration/contracts';
import { AuditService } from '@oracle-integration/platform';
import type { Command } from 'commander';
import { BackfillParams, RequestBackfillBody } from '../../backfills/backfill.dto';
import { SiteBackfillsService } from '../../backfills/site-backfills.service';
import { askedBy, COMMAND_LINE } from '../open-service';
import { checked, repeatedNumber, wholeNumber } from '../option-values';
import type { Bench } from '../program';
import type { Report } from '../terminal';

interface BackfillOptions {
  readonly from?: string;
  readonly to?: string;
  readonly course?: number[];
  readonly user?: number[];
  readonly everything?: boolean;
  readonly force?: boolean;
  readonly rate?: number;
  readonly dryRun?: boolean;
}

export function addBackfillCommands(program: Command, bench: Bench): void {
  const backfill = program
    .command('backfill')
    .description('queues completions of the past; the service works it off, at the pace that is given');

  addStart(backfill, bench);
  addFollowUps(backfill, bench);
}

function addStart(backfill: Command, { run }: Bench): void {
  backfill
    .command('start')
    .description('asks for a backfill')
    .option('--from <moment>', 'completed at or after, such as 2026-01-01')
    .option('--to <moment>', 'completed before')
    .option('--course <id>', 'of this Totara course; may be repeated', repeatedNumber)
    .option('--user <id>', 'of this Totara user; may be repeated', repeatedNumber)
    .option('--everything', 'all there is, in place of the above')
    .option('--force', 'send what Oracle has already once more, under the same key')
    .option('--rate <number>', 'how many may be queued in a second', wholeNumber)
    .option('--dry-run', 'only look and count')
    .action(({ course, user, rate, ...options }: BackfillOptions) =>
      run(async (service) => {
        const given = { ...options, courseIds: course, userIds: user, ratePerSecond: rate };
        const request = await checked(RequestBackfillBody, given);
        const view = await service.get(SiteBackfillsService).request(request, askedBy());
        await service.get(AuditService).record({
          ...COMMAND_LINE,
          action: 'backfill.requested',
          target: view.id,
          details: { ...request },
        });
        return reportOf(view);
      }),
    );
}

function addFollowUps(backfill: Command, { run }: Bench): void {
  backfill
    .command('list')
    .description('the latest fifty, the newest first')
    .action(() =>
      run(async (service) => {
        const views = await service.get(SiteBackfillsService).latest();
        const lines = views.map(({ id, state, summary }) => `${id}  ${state.padEnd(9)}  ${summary}`);
        return { data: views, lines: lines.length > 0 ? lines : ['There has been no backfill.'] };
      }),
    );

  backfill
    .command('show <id>')
    .description('how far one has come')
    .action((id: string) =>
      run(async (service) => {
        const params = await checked(BackfillParams, { id });
        return reportOf(await service.get(SiteBackfillsService).find(params.id));
      }),
    );

  for (const [name, action, description] of STEPS) {
    backfill
      .command(`${name} <id>`)
      .description(description)
      .action((id: string) =>
        run(async (service) => {
          const params = await checked(BackfillParams, { id });
          const view = await service.get(SiteBackfillsService)[name](params.id);
          await service.get(AuditService).record({ ...COMMAND_LINE, action, target: view.id });
          return reportOf(view);
        }),
      );
  }
}

const STEPS = [
  ['pause', 'backfill.paused', 'lets it rest'],
  ['resume', 'backfill.resumed', 'lets it go on after a pause or a failure'],
  ['cancel', 'backfill.cancelled', 'ends it for good; what was queued stays queued'],
] as const;

function reportOf(view: BackfillView): Report {
  const progress = `looked at ${view.lookedAt}${view.estimatedTotal === null ? '' : ` of ${view.estimatedTotal}`}, ${view.dryRun ? 'would queue' : 'queued'} ${view.queued}`;
  return {
    data: view,
    lines: [
      `${view.id}  ${view.state}: ${progress}`,
      view.summary,
      ...view.notices,
      ...(view.failure === null ? [] : [`It failed: ${view.failure}`]),
    ],
  };
}
