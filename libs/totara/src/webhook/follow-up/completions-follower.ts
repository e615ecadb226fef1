import { Injectable } from '@nestjs/common';
import { LedgerService, type PartialPicture } from '@oracle-integration/completions';
import { pairsOf } from '../../capture/learner-courses';
import { recordPairs } from '../../capture/record-pairs';
import { type ClaimedMessage, contentOf } from './claimed-message';
import { BY_WEBHOOK, type Follower, type SiteAtHand } from './follower';
import { openCompletions } from './open-completions';
import { roundsOf } from './picture-rounds';
import { done, type Settlement, unreadable } from './settlement';

/** Of many, the first few say what the sender does wrong. */
const PROBLEMS_SHOWN = 5;

/** Messages that list completions in the open shape. */
@Injectable()
export class CompletionsFollower implements Follower {
  constructor(private readonly ledger: LedgerService) {}

  async follow(messages: readonly ClaimedMessage[], { siteId, reader }: SiteAtHand): Promise<Settlement[]> {
    const inOrder = [...messages].sort((left, right) => left.eventAt.getTime() - right.eventAt.getTime());
    const read = inOrder.map((message) => ({ message, ...completionsOf(message) }));
    const pictures = read.flatMap((each) => each.pictures);
    if (reader) await recordPairs({ ledger: this.ledger, siteId, reader }, pairsIn(pictures), BY_WEBHOOK);
    else for (const round of roundsOf(pictures)) await this.ledger.record(siteId, round, BY_WEBHOOK);
    return read.map((each) => settlementOf(each.message, each.pictures, each.problems));
  }
}

function completionsOf(message: ClaimedMessage) {
  return openCompletions(contentOf(message).content['completions'] as unknown[]);
}

function pairsIn(pictures: readonly PartialPicture[]) {
  return pairsOf(pictures.map(({ userId, courseId }) => ({ id: 0, userId, courseId })));
}

function settlementOf(
  message: ClaimedMessage,
  pictures: readonly PartialPicture[],
  problems: readonly string[],
): Settlement {
  if (problems.length === 0) return done(message);
  const shown = problems.slice(0, PROBLEMS_SHOWN).join(' ');
  const reason = `${problems.length} of ${problems.length + pictures.length} completions cannot be read: ${shown}`;
  return pictures.length === 0 ? unreadable(message, reason) : done(message, null, reason);
}
