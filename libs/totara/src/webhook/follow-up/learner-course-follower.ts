import { Injectable } from '@nestjs/common';
import { LedgerService, type PartialPicture } from '@oracle-integration/completions';
import type { TotaraReader } from '../../reader/totara-reader';
import { type ClaimedMessage, contentOf } from './claimed-message';
import { BY_WEBHOOK, type Follower, type SiteAtHand } from './follower';
import { verdictOnLate } from './late-message';
import { MessageClaimRepository, type ToldSince } from './message-claim.repository';
import { roundsOf } from './picture-rounds';
import { done, ignored, looked, parked, type Settlement } from './settlement';
import { isShownBySite } from './shown-by-site';
import { emptyPicture, type Told, tellingOf } from './telling';

/** A message with what it tells the ledger. */
interface ToTell {
  readonly message: ClaimedMessage;
  readonly picture: PartialPicture;
  readonly told: Told;
}

const OVERTAKEN = 'It came after a later message about the same had told more.';

/** Messages about one learner in one course. */
@Injectable()
export class LearnerCourseFollower implements Follower {
  constructor(
    private readonly ledger: LedgerService,
    private readonly claims: MessageClaimRepository,
  ) {}

  follow(messages: readonly ClaimedMessage[], { siteId, reader }: SiteAtHand): Promise<Settlement[]> {
    return reader ? this.look(messages, siteId, reader) : this.tell(messages, siteId);
  }

  /** With a database a message only says where to look: its own content is some seconds to two days old. */
  private async look(
    messages: readonly ClaimedMessage[],
    siteId: string,
    reader: TotaraReader,
  ): Promise<Settlement[]> {
    const pairs = new Map(messages.map((message) => [keyOf(message), message]));
    const pictures = await reader.observe(
      [...pairs.values()].map(({ userId, courseId }) => ({ userId, courseId })),
    );
    await this.ledger.record(siteId, pictures, BY_WEBHOOK);
    const shown = new Map(pictures.map((picture) => [keyOf(picture), picture]));
    return messages.map((message) => {
      const picture = shown.get(keyOf(message));
      return picture && !isShownBySite(contentOf(message), picture) ? looked(message) : done(message);
    });
  }

  /** Without one the messages themselves are what there is, in the order in which things happened. */
  private async tell(messages: readonly ClaimedMessage[], siteId: string): Promise<Settlement[]> {
    const since = await this.claims.toldSince(messages.map(({ id }) => id));
    const settlements: Settlement[] = [];
    const toTell: ToTell[] = [];
    for (const message of inOrderOfEvents(messages)) {
      const next = this.whatToTell(message, since.get(message.id));
      if ('picture' in next) toTell.push(next);
      else settlements.push(next);
    }
    for (const round of roundsOf(toTell.map((telling) => ({ ...telling, ...telling.picture })))) {
      await this.ledger.record(
        siteId,
        round.map(({ picture }) => picture),
        BY_WEBHOOK,
      );
    }
    return [...settlements, ...toTell.map(({ message, told }) => done(message, told))];
  }

  private whatToTell(message: ClaimedMessage, since: ToldSince | undefined): ToTell | Settlement {
    const telling = tellingOf(contentOf(message), message);
    if ('parked' in telling) return parked(message, telling.parked);
    if ('nothing' in telling) return ignored(message, telling.nothing);
    if ('describes' in telling) return done(message);
    const { picture, told } = telling;
    const verdict = verdictOnLate(told, since);
    if (verdict === 'tell') return { message, picture, told };
    const archived = verdict === 'tell_archived' ? archivedPicture(picture) : undefined;
    return archived ? { message, picture: archived, told } : done(message, null, OVERTAKEN);
  }
}

/** The completion of an enrolment that was archived since; `undefined` when there was none yet. */
function archivedPicture(picture: PartialPicture): PartialPicture | undefined {
  const { current } = picture;
  if (!current?.completedAt) return undefined;
  return { ...emptyPicture(picture), history: [{ ...current, source: 'history', sourceRowId: 0 }] };
}

function inOrderOfEvents(messages: readonly ClaimedMessage[]): ClaimedMessage[] {
  return [...messages].sort(
    (left, right) => left.eventAt.getTime() - right.eventAt.getTime() || Number(left.id) - Number(right.id),
  );
}

function keyOf({ userId, courseId }: { userId: number; courseId: number }): string {
  return `${userId}:${courseId}`;
}
