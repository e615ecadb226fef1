import { Injectable } from '@nestjs/common';
import { CompletionFeedService, LedgerService, type PartialPicture } from '@oracle-integration/completions';
import type { CompletionView } from '@oracle-integration/contracts';
import { pairsOf } from '../../capture/learner-courses';
import { recordPairs } from '../../capture/record-pairs';
import { type ClaimedMessage, contentOf } from './claimed-message';
import { BY_WEBHOOK, type Follower, type SiteAtHand } from './follower';
import { verdictOnLate } from './late-message';
import { MessageClaimRepository } from './message-claim.repository';
import { done, goingOn, ignored, parked, type Settlement } from './settlement';
import { type Description, emptyPicture, tellingOf } from './telling';

const PAGE = 1000;
/**
 * Pages in one portion, with a second of rest between two: some 3,000 records a second. A course of 300,000 learners
 * takes two minutes, in which other messages have their turn.
 */
const PAGES_A_PORTION = 3;
/** After every change that there is. */
const END_OF_TIME = new Date('9999-12-31T00:00:00Z');

/** One message on its way through the records of its person or course. */
interface Walk {
  readonly message: ClaimedMessage;
  readonly until: number;
  /** What the message tells by itself, where no database can be asked. */
  readonly describes: Description | undefined;
}

/**
 * Messages about a person or a course: each of their records is looked at again. Portion by portion in the order of
 * changes, so that a killed process costs one portion; several messages go together.
 */
@Injectable()
export class RecordWalker implements Follower {
  constructor(
    private readonly ledger: LedgerService,
    private readonly feed: CompletionFeedService,
    private readonly claims: MessageClaimRepository,
  ) {}

  async follow(messages: readonly ClaimedMessage[], site: SiteAtHand): Promise<Settlement[]> {
    const { walks, settlements } = await this.begin(messages, site);
    if (walks.length === 0) return settlements;
    const position = await this.walk(walks, site);
    return [...settlements, ...walks.map((walk) => settlementOf(walk, position))];
  }

  private async begin(
    messages: readonly ClaimedMessage[],
    { reader }: SiteAtHand,
  ): Promise<{ walks: Walk[]; settlements: Settlement[] }> {
    const end = Number(await this.feed.positionBefore(END_OF_TIME));
    const since = reader ? undefined : await this.claims.toldSince(messages.map(({ id }) => id));
    const walks: Walk[] = [];
    const settlements: Settlement[] = [];
    for (const message of messages) {
      const until = message.walkUntil ?? end;
      if (!since) {
        walks.push({ message, until, describes: undefined });
        continue;
      }
      const telling = tellingOf(contentOf(message), message);
      if ('parked' in telling) settlements.push(parked(message, telling.parked));
      else if ('nothing' in telling) settlements.push(ignored(message, telling.nothing));
      else if (!('describes' in telling)) settlements.push(done(message));
      else if (verdictOnLate('described', since.get(message.id)) === 'overtaken')
        settlements.push(done(message, null, 'It came after a later message about the same had told more.'));
      else walks.push({ message, until, describes: telling.describes });
    }
    return { walks, settlements };
  }

  /** Answers how far it came: every record of the walks up to there was looked at. */
  private async walk(walks: readonly Walk[], site: SiteAtHand): Promise<number> {
    const ids = (name: 'userId' | 'courseId') => [
      ...new Set(walks.map(({ message }) => message[name]).filter((id) => id > 0)),
    ];
    const filters = { userIds: ids('userId'), courseIds: ids('courseId'), statuses: [] };
    const until = Math.max(...walks.map((walk) => walk.until));
    let position = Math.min(...walks.map(({ message }) => message.walkPosition));
    for (let pages = 0; pages < PAGES_A_PORTION && position < until; pages += 1) {
      const page = await this.feed.page(String(position), PAGE, filters);
      await this.lookAt(JSON.parse(`[${page.items}]`) as CompletionView[], walks, site);
      position = page.hasMore ? Number(page.lastSeq) : until;
    }
    return position;
  }

  private async lookAt(
    records: readonly CompletionView[],
    walks: readonly Walk[],
    { siteId, reader }: SiteAtHand,
  ): Promise<void> {
    const pairs = pairsOf(records.map(({ userId, courseId }) => ({ id: 0, userId, courseId })));
    if (reader) {
      await recordPairs({ ledger: this.ledger, siteId, reader }, pairs, BY_WEBHOOK);
      return;
    }
    const pictures = records.flatMap((record) => describedPicture(record, walks));
    await this.ledger.record(siteId, pictures, BY_WEBHOOK);
  }
}

function settlementOf({ message, until, describes }: Walk, position: number): Settlement {
  if (position >= until) return done(message, describes ? 'described' : null);
  return goingOn(message, { walkPosition: Math.max(position, message.walkPosition), walkUntil: until });
}

/** The record's person or course as the latest message about it describes them; nothing else of it changes. */
function describedPicture(record: CompletionView, walks: readonly Walk[]): PartialPicture[] {
  const latest = walks
    .filter(({ message }) => message.userId === record.userId || message.courseId === record.courseId)
    .reduce<Walk | undefined>(
      (last, walk) => (last && last.message.eventAt > walk.message.eventAt ? last : walk),
      undefined,
    );
  if (!latest?.describes) return [];
  const { user, course } = latest.describes;
  return [
    {
      ...emptyPicture(record),
      user,
      course: course && { ...course, category: record.course.category },
    },
  ];
}
