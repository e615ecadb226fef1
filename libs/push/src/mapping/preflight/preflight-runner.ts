import { Injectable, Logger } from '@nestjs/common';
import { DELIVER_EVERYTHING, keptBackBy, StoredCompletions } from '@oracle-integration/completions';
import { describeError, LeaseService } from '@oracle-integration/platform';
import { SettingsAdminService } from '@oracle-integration/settings';
import { CompletionMapper, readCompletion } from '../completion-mapper';
import { policyOf } from '../../policy/policy-settings.service';
import { mappingRulesOf } from '../mapping-rules';
import { MappingService } from '../mapping.service';
import { noteKeptBack, noteMapped } from './preflight-findings';
import { type Preflight, PreflightRepository } from './preflight.repository';

const LEASE = 'mapping-preflight';
/** Longer than a page takes; a killed process's preflight goes on elsewhere after it. */
const LEASE_SECONDS = 30;
const PAGE = 2_000;

/** Works off preflights, one at a time in one process; a killed one goes on where it was. */
@Injectable()
export class PreflightRunner {
  private readonly logger = new Logger(PreflightRunner.name);
  private isStopped = false;

  constructor(
    private readonly preflights: PreflightRepository,
    private readonly completions: StoredCompletions,
    private readonly mapping: MappingService,
    private readonly settings: SettingsAdminService,
    private readonly leases: LeaseService,
  ) {}

  /** Works until none is left to do, or another process does it. */
  async work(): Promise<void> {
    for (;;) {
      const preflight = this.isStopped ? undefined : await this.preflights.nextRunning();
      if (!preflight || !(await this.leases.acquire(LEASE, LEASE_SECONDS))) return;
      try {
        await this.run(preflight);
      } catch (error) {
        this.logger.error(`A preflight failed: ${describeError(error)}`);
        await this.preflights.end(preflight.id, 'failed', describeError(error));
      } finally {
        await this.leases.release(LEASE);
      }
    }
  }

  stop(): void {
    this.isStopped = true;
  }

  private async run({ id, order, findings, position: begun }: Preflight): Promise<void> {
    const settings = await this.settings.preview(order.values);
    const mapper = new CompletionMapper(mappingRulesOf(settings));
    const { scope, from, to, courseIds } = order;
    // What stands in the queue was let in already.
    const policy = scope === 'waiting' ? DELIVER_EVERYTHING : policyOf(settings);
    const selection = { isWaiting: scope === 'waiting', from, to, courseIds };
    let position = begun;
    let next = this.completions.walk(position, PAGE, selection);
    while (!this.isStopped && (await this.leases.acquire(LEASE, LEASE_SECONDS))) {
      const page = await next;
      const reached = page.at(-1)?.seq ?? position;
      const isFinished = page.length < PAGE;
      // The next page is read while this one is mapped.
      if (!isFinished) {
        next = this.completions.walk(reached, PAGE, selection);
        next.catch(() => undefined);
      }
      const looked = page
        .filter(({ isMeant }) => isMeant)
        .map((completion) => ({ ...completion, ...readCompletion(completion) }));
      const meant = looked.filter(({ view }) => keptBackBy(policy, view) === null);
      for (let count = meant.length; count < looked.length; count += 1) noteKeptBack(findings);
      const mapped = await this.mapping.map(mapper, meant);
      meant.forEach(({ view, isChangedSinceSent }, index) =>
        noteMapped(findings, { view, mapped: mapped[index]!, isChangedSinceSent }),
      );
      const goesOn = await this.preflights.advance(id, position, { position: reached, findings, isFinished });
      position = reached;
      if (!goesOn) return;
    }
  }
}
