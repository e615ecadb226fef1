import { randomUUID } from 'node:crypto';
import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import type { Classification } from '../../delivery/verdict';
import type { MappedItem } from '../../mapping/mapped-item';
import type { Conversation } from '../conversation';
import type { DeliveryProfile, ProbeFindings } from '../delivery-profile';
import { batchIdOf } from '../generic-json';
import { shownRequest } from '../shown-request';
import { toldCompletion } from '../told-completion';
import { FusionDelivery } from './fusion-delivery';
import { fusionHcmRestGuide } from './fusion-hcm-rest.guide';
import { FusionLookups } from './fusion-lookups';
import { createRequest, probeRequest } from './fusion-requests';
import { LookupCache } from './lookup-cache';
import { completionFields, recordRulesOf } from './record-payload';
import { Talk } from './talk';

/** Each record of a batch is looked for before: more would not be looked for within the time of a claim. */
const BATCH_MAX = 20;

/** Learning records of Fusion HCM, over its REST resources. What was looked up is shared by all lanes of the process. */
export class FusionHcmRestProfile implements DeliveryProfile {
  readonly name = 'fusion-hcm-rest';
  readonly tellsRevocations = false;
  private readonly lookups: FusionLookups;

  constructor(now: () => number = Date.now) {
    this.lookups = new FusionLookups(new LookupCache(now));
  }

  itemsAtOnce({ pushFusionBatch }: Settings): number {
    return pushFusionBatch ? BATCH_MAX : 1;
  }

  missing(): string[] {
    return [];
  }

  send(
    items: readonly MappedItem[],
    conversation: Conversation,
    settings: Settings,
  ): Promise<Classification> {
    const talk = new Talk(conversation, settings, batchIdOf(items));
    return new FusionDelivery(talk, this.lookups).deliver(items);
  }

  /** The record as it is created; the ids of person and learning item are looked up when it is sent. */
  preview(item: MappedItem, settings: Settings): RequestPreviewView {
    const told = toldCompletion(item.json);
    const { completedAt } = told;
    const fields = completedAt
      ? completionFields({ ...told, completedAt }, item, recordRulesOf(settings))
      : {};
    const person = `the id of person ${item.personKey ?? told.personIdnumber ?? '(no key)'}`;
    const course = `the id of learning item ${item.courseKey ?? told.courseIdnumber ?? '(no key)'}`;
    const payload = { learningItemId: course, assignedToId: person, ...fields };
    return shownRequest(createRequest(settings, payload), settings);
  }

  async probe(conversation: Conversation, settings: Settings): Promise<ProbeFindings> {
    return { answer: await conversation.exchange({ ...probeRequest(settings), batchId: randomUUID() }) };
  }

  guide(settings: Settings) {
    return fusionHcmRestGuide(settings);
  }
}
