import { Injectable } from '@nestjs/common';
import { type LearnerCourse, LedgerService } from '@oracle-integration/completions';
import { recordPairs } from '../../capture/record-pairs';
import { asObject, idFrom, type JsonObject } from '../message/json-values';
import { importedList } from '../message/message-subject';
import { type ClaimedMessage, contentOf } from './claimed-message';
import { BY_WEBHOOK, type Follower, type SiteAtHand } from './follower';
import { done, goingOn, parked, type Settlement } from './settlement';

/** Learners and courses looked at in one portion: some five seconds, of a lease of 45. */
const PORTION = 5_000;

/** Messages that an administrator imported completions by a file: they name whose, and not when. */
@Injectable()
export class ImportFollower implements Follower {
  constructor(private readonly ledger: LedgerService) {}

  async follow(messages: readonly ClaimedMessage[], site: SiteAtHand): Promise<Settlement[]> {
    const settlements: Settlement[] = [];
    for (const message of messages) settlements.push(await this.followOne(message, site));
    return settlements;
  }

  private async followOne(message: ClaimedMessage, { siteId, reader }: SiteAtHand): Promise<Settlement> {
    if (!reader)
      return parked(
        message,
        'It needs the Totara database or a CSV import: the message says whose completions were imported, but not when they are of.',
      );
    const pairs = importedPairs(importedList(contentOf(message).content) ?? {});
    const end = message.walkPosition + PORTION;
    const portion = pairs.slice(message.walkPosition, end);
    await recordPairs({ ledger: this.ledger, siteId, reader }, portion, BY_WEBHOOK);
    if (end < pairs.length) return goingOn(message, { walkPosition: end, walkUntil: pairs.length });
    return done(message, null, `${pairs.length} learners and courses were looked at.`);
  }
}

/** `{ userid: [courseids] }`, flat. */
export function importedPairs(list: JsonObject): LearnerCourse[] {
  return Object.entries(list).flatMap(([user, courses]) => {
    const userId = idFrom(user);
    const courseIds = Array.isArray(courses) ? courses : Object.values(asObject(courses) ?? {});
    if (userId === null) return [];
    return courseIds.flatMap((course) => {
      const courseId = idFrom(course);
      return courseId === null ? [] : [{ userId, courseId }];
    });
  });
}
