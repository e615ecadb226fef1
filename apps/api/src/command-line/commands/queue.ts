import { AuditService } from '@oracle-integration/platform';
import type { Command } from 'commander';
import { PurgeBody, RequeueBody } from '../../delivery/queue-actions.dto';
import { QueueActionsService } from '../../delivery/queue-actions.service';
import { UsageError } from '../command-line.errors';
import { askedBy, COMMAND_LINE } from '../open-service';
import { checked, repeated, wholeNumber } from '../option-values';
import type { Bench } from '../program';

interface RequeueOptions {
  readonly status?: string[];
  readonly cause?: string;
  readonly search?: string;
  readonly course?: number;
  readonly item?: string[];
  readonly dryRun?: boolean;
}

interface PurgeOptions {
  readonly sentOlderThan?: number;
  readonly logsOlderThan?: number;
  readonly dryRun?: boolean;
}

export function addRequeueCommand(program: Command, { run }: Bench): void {
  program
    .command('requeue')
    .description('puts failed, dead or parked items back into the line')
    .option(
      '--status <status>',
      'failed, dead or parked; may be repeated (default: failed and dead)',
      repeated,
    )
    .option('--cause <code>', 'only those stopped by this cause, such as PUSH.REJECTED')
    .option('--search <words>', 'only what a search of the queue finds')
    .option('--course <id>', 'only deliveries of this Totara course', wholeNumber)
    .option('--item <id>', 'only this item; may be repeated', repeated)
    .option('--dry-run', 'only count')
    .action(({ status, cause, search, course, item, dryRun }: RequeueOptions) =>
      run(async (service) => {
        const given = {
          statuses: status,
          causeCode: cause,
          q: search,
          courseId: course,
          itemIds: item,
          dryRun,
        };
        const request = await checked(RequeueBody, given);
        const result = await service.get(QueueActionsService).requeue(request);
        if (!dryRun) {
          const details = { ...request, ...result };
          await service.get(AuditService).record({ ...COMMAND_LINE, action: 'queue.requeued', details });
        }
        const spread = result.spreadSeconds > 0 ? ` They go out over ${result.spreadSeconds} seconds.` : '';
        return {
          data: result,
          lines: [`${result.requeued} ${dryRun ? 'would be requeued' : 'requeued'}.${spread}`],
        };
      }),
    );
}

export function addPurgeCommand(program: Command, { run }: Bench): void {
  program
    .command('purge')
    .description(
      'removes sent items, or the logs of deliveries and of pulls; that Oracle has an item is never forgotten',
    )
    .option('--sent-older-than <days>', 'items that were sent longer ago', wholeNumber)
    .option('--logs-older-than <days>', 'log entries that are older', wholeNumber)
    .option('--dry-run', 'only count')
    .action((options: PurgeOptions) => {
      if (options.sentOlderThan === undefined && options.logsOlderThan === undefined)
        throw new UsageError('Say what to purge: --sent-older-than DAYS, --logs-older-than DAYS, or both.');
      return run(async (service) => {
        const actions = service.get(QueueActionsService);
        const kinds = [
          ['sentItems', 'queue.purged', options.sentOlderThan] as const,
          ['logEntries', 'logs.purged', options.logsOlderThan] as const,
        ];
        const purged: Record<string, number> = {};
        for (const [name, action, olderThanDays] of kinds) {
          if (olderThanDays === undefined) continue;
          const request = await checked(PurgeBody, { olderThanDays, dryRun: options.dryRun });
          const result =
            name === 'sentItems'
              ? await actions.purgeSent(request, askedBy())
              : await actions.purgeLogs(request);
          purged[name] = result.purged;
          const details = { olderThanDays, ...result };
          if (!options.dryRun) await service.get(AuditService).record({ ...COMMAND_LINE, action, details });
        }
        const verb = options.dryRun ? 'would be purged' : 'purged';
        const words: Record<string, string> = { sentItems: 'sent items', logEntries: 'log entries' };
        return {
          data: purged,
          lines: Object.entries(purged).map(([name, count]) => `${count} ${words[name]} ${verb}.`),
        };
      });
    });
}
