import type { Conversation, Exchanged, ProfileRequest } from '../profile/conversation';

/** A conversation whose other side is the test. */
export class ScriptedConversation implements Conversation {
  readonly requests: ProfileRequest[] = [];

  /** @param answerTo asked for each request in its turn, with how many came before it */
  constructor(private readonly answerTo: (request: ProfileRequest, before: number) => Exchanged) {}

  exchange(request: ProfileRequest): Promise<Exchanged> {
    this.requests.push(request);
    return Promise.resolve(this.answerTo(request, this.requests.length - 1));
  }

  now(): Date {
    return new Date('2026-03-01T00:00:00Z');
  }
}
