import { Injectable, Logger } from '@nestjs/common';
import { describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { isSameSite } from '../../capture/same-site';
import { describeSourceTrouble } from '../../reader/source-trouble';
import { TotaraReaderProvider } from '../../reader/totara-reader.provider';
import { TotaraTableMissingError, TotaraUnreadableError } from '../../totara.errors';
import type { About } from '../message/message-subject';
import type { ClaimedMessage } from './claimed-message';
import { CompletionsFollower } from './completions-follower';
import type { Follower, SiteAtHand } from './follower';
import { ImportFollower } from './import-follower';
import { LearnerCourseFollower } from './learner-course-follower';
import { MessageClaimRepository } from './message-claim.repository';
import { RecordWalker } from './record-walker';
import { failed, released, type Settlement } from './settlement';

/** How many messages of a kind are followed up together: those about many records take longer each. */
const TOGETHER: Readonly<Record<About, number>> = {
  learner_course: 1000,
  completions: 100,
  import: 1,
  person: 50,
  course: 5,
};
const ABOUTS = Object.keys(TOGETHER) as About[];
const UNPARKED_AT_ONCE = 1000;

/** Follows up the messages that were kept, as long as any is due. */
@Injectable()
export class FollowUpService {
  private readonly logger = new Logger(FollowUpService.name);
  private isStopping = false;

  constructor(
    private readonly settings: SettingsService,
    private readonly readers: TotaraReaderProvider,
    private readonly claims: MessageClaimRepository,
    private readonly learnerCourses: LearnerCourseFollower,
    private readonly completions: CompletionsFollower,
    private readonly imports: ImportFollower,
    private readonly records: RecordWalker,
  ) {}

  /** Works off what is due. `source_trouble`: the site cannot be asked now, and its messages wait. */
  async followUp(): Promise<'nothing_due' | 'source_trouble'> {
    const settings = this.settings.current();
    if (!settings.integrationEnabled) return 'nothing_due';
    const site = { siteId: settings.totaraSiteId, reader: this.readers.readerFor(settings) };
    if (site.reader) await this.claims.unpark(site.siteId, UNPARKED_AT_ONCE);
    let isAnyLeft = true;
    while (isAnyLeft) {
      isAnyLeft = false;
      for (const about of ABOUTS) {
        if (this.isStopping || !isSameSite(settings, this.settings.current())) return 'nothing_due';
        const came = await this.followUpSome(about, site);
        if (came === 'source_trouble') return came;
        isAnyLeft ||= came === 'some';
      }
    }
    return 'nothing_due';
  }

  /** Frees what killed processes held. */
  async reclaimExpired(): Promise<void> {
    const count = await this.claims.reclaimExpired();
    if (count > 0) this.logger.warn(`${count} messages whose process vanished are in the line again`);
  }

  nextDueAt(): Promise<Date | undefined> {
    return this.claims.nextDueAt(this.settings.current().totaraSiteId, ABOUTS);
  }

  /** Lets the messages in hand be finished and claims no more. */
  stop(): void {
    this.isStopping = true;
  }

  private async followUpSome(about: About, site: SiteAtHand): Promise<'none' | 'some' | 'source_trouble'> {
    const { leaseId, messages } = await this.claims.claimDue(site.siteId, about, TOGETHER[about]);
    if (messages.length === 0) return 'none';
    const { settlements, isSourceTrouble } = await this.followInGroups(
      this.followerOf(about),
      messages,
      site,
    );
    const count = await this.claims.settle(leaseId, settlements);
    const lost = messages.length - count;
    if (lost > 0) this.logger.warn(`${lost} messages had passed to another process meanwhile`);
    return isSourceTrouble ? 'source_trouble' : 'some';
  }

  /** Once the site cannot be asked, what is left is not tried: each would wait for the same time-out. */
  private async followInGroups(
    follower: Follower,
    messages: readonly ClaimedMessage[],
    site: SiteAtHand,
  ): Promise<{ settlements: Settlement[]; isSourceTrouble: boolean }> {
    const settlements: Settlement[] = [];
    const left = new Set(messages);
    for (const group of groupsOf(messages)) {
      const outcome = await this.followGroup(follower, group, site);
      if (typeof outcome === 'string')
        return {
          settlements: [...settlements, ...[...left].map((message) => released(message, outcome))],
          isSourceTrouble: true,
        };
      settlements.push(...outcome);
      group.forEach((message) => left.delete(message));
    }
    return { settlements, isSourceTrouble: false };
  }

  /** Trouble with the site is nobody's fault here, and answered as a sentence; any other failure is the messages'. */
  private async followGroup(
    follower: Follower,
    group: readonly ClaimedMessage[],
    site: SiteAtHand,
  ): Promise<Settlement[] | string> {
    try {
      return await follower.follow(group, site);
    } catch (error) {
      if (error instanceof TotaraUnreadableError || error instanceof TotaraTableMissingError)
        return describeSourceTrouble(error).reason;
      this.logger.error(`${group.length} messages could not be followed up: ${describeError(error)}`);
      const reason = `Following it up failed: ${describeError(error)}`;
      return group.map((message) => failed(message, reason, Math.random));
    }
  }

  private followerOf(about: About): Follower {
    switch (about) {
      case 'learner_course':
        return this.learnerCourses;
      case 'completions':
        return this.completions;
      case 'import':
        return this.imports;
      case 'person':
      case 'course':
        return this.records;
    }
  }
}

/** Together what has not failed before, and each alone what has: one message must not take others down again. */
function groupsOf(messages: readonly ClaimedMessage[]): ClaimedMessage[][] {
  const fresh = messages.filter(({ hasFailed }) => !hasFailed);
  const alone = messages.filter(({ hasFailed }) => hasFailed).map((message) => [message]);
  return fresh.length > 0 ? [fresh, ...alone] : alone;
}
