import type { ProfileGuideView, PushProfile, RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import type { Classification } from '../delivery/verdict';
import type { MappedItem } from '../mapping/mapped-item';
import type { RemoteAnswer } from '../target/remote-answer';
import type { Conversation, Exchanged } from './conversation';

/** What a connection test found out with a token. */
export interface ProbeFindings {
  /** Of the request that tells most: address, connection and certificate are judged by it. */
  readonly answer: Exchanged;
  /** What the profile sees wrong in an answer that is none of trouble: what is so, and who must do what. */
  readonly failure?: { readonly detail: string; readonly action: string };
  /** What it saw that went well; without it the status is told. */
  readonly seen?: string;
}

/** One interface of Oracle: how items are said to it, and what its answers mean. */
export interface DeliveryProfile {
  readonly name: PushProfile;
  /** Whether it has words for a completion that the site took back. */
  readonly tellsRevocations: boolean;
  /** At most so many items in one send; `undefined`: as many as the settings allow in one request. */
  itemsAtOnce(settings: Settings): number | undefined;
  /** Labels of its own settings that are needed and not set. */
  missing(settings: Settings): string[];
  /**
   * Sends some items, in as many requests as that takes, and says what became of each.
   *
   * @returns `halve` only for several items of which Oracle took none
   */
  send(items: readonly MappedItem[], conversation: Conversation, settings: Settings): Promise<Classification>;
  /** The request by which one item would go. */
  preview(item: MappedItem, settings: Settings): RequestPreviewView;
  /** Asks the endpoint something that changes nothing in Oracle. */
  probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings>;
  /** What Oracle must provide. */
  guide(settings: Settings): Omit<ProfileGuideView, 'profile' | 'isChosen'>;
}

/** The answer when there was one. */
export type HttpAnswer = Extract<RemoteAnswer, { kind: 'answer' }>;
