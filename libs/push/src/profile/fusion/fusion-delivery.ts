import { classifyAnswer } from '../../delivery/classify-answer';
import { type Classification, forAll, type ItemVerdict } from '../../delivery/verdict';
import type { MappedItem } from '../../mapping/mapped-item';
import type { Exchanged } from '../conversation';
import type { HttpAnswer } from '../delivery-profile';
import { isCompleted, toldCompletion } from '../told-completion';
import {
  alone,
  deliveredAs,
  mappedAway,
  notCompleteYet,
  thereAlready,
  triedAgain,
  unmapped,
  untellable,
} from '../verdicts';
import { adfErrorWords } from './adf-error';
import { chooseRecord, type RecordChoice, saysSameCompletion, type WantedRecord } from './choose-record';
import { inWords, isReadable, isUncertain, readIfJson } from './fusion-answer';
import type { FusionLookups, LookupKeys } from './fusion-lookups';
import {
  batchRequest,
  type BatchPart,
  createRequest,
  recordsRequest,
  updateRequest,
} from './fusion-requests';
import { type LearningRecord, readBatchRecords, readRecord, readRecords } from './learning-record';
import { Talk } from './talk';
import { actualScoreOf, type Assignee, completionFields, newRecord, recordRulesOf } from './record-payload';

/** How often a record is looked at anew when somebody changes it while we write. */
const TRIES_MAX = 3;

/** An item with all that is known of it before it is written. */
interface Prepared {
  readonly item: MappedItem;
  /** By which person and learning item were looked up. */
  readonly keys: LookupKeys;
  readonly assignee: Assignee;
  readonly itemId: bigint;
  readonly wanted: WantedRecord;
  readonly fields: Record<string, unknown>;
  readonly choice: RecordChoice;
}

/** What is so of one item; trouble of the target is trouble of all. */
type Outcome = { readonly verdict: ItemVerdict } | Exclude<Classification, { verdicts: unknown }>;

/** Writes completions into the learning records of Fusion HCM, in one talk. */
export class FusionDelivery {
  constructor(
    private readonly talk: Talk,
    private readonly lookups: FusionLookups,
  ) {}

  async deliver(items: readonly MappedItem[]): Promise<Classification> {
    const outcomes: Outcome[] = [];
    const prepared = new Map<number, Prepared>();
    const pairs = new Set<string>();
    for (const [index, item] of items.entries()) {
      const one = await this.prepare(item);
      if (!('choice' in one)) {
        if (!('verdict' in one)) return one;
        outcomes[index] = one;
        continue;
      }
      const pair = JSON.stringify([Object.values(one.assignee).map(String), String(one.itemId)]);
      // What one of them changes decides what the other must do.
      if (pairs.has(pair))
        outcomes[index] = { verdict: alone('it waits for another one of the same course') };
      else prepared.set(index, one);
      pairs.add(pair);
    }
    const written = await this.writeAll([...prepared.values()]);
    if (!Array.isArray(written)) return written;
    [...prepared.keys()].forEach((index, at) => (outcomes[index] = written[at]!));
    return concluded(outcomes);
  }

  private async prepare(item: MappedItem): Promise<Prepared | Outcome> {
    const { settings } = this.talk;
    const told = toldCompletion(item.json);
    const { completedAt } = told;
    if (told.status === '') return { verdict: mappedAway() };
    if (!isCompleted(told)) {
      const detail = `learning records tell Oracle of completions only, and the status is ${told.status}`;
      return { verdict: untellable(detail) };
    }
    if (!completedAt) return { verdict: untellable('the time of completion is not known') };
    const keys = {
      personKey: item.personKey ?? told.personIdnumber,
      courseKey: item.courseKey ?? told.courseIdnumber,
    };
    const person = await this.lookups.assignee(keys.personKey, this.talk);
    if ('missing' in person) return { verdict: unmapped(person.missing) };
    if ('refusal' in person) return this.lookUpFailed(person.refusal, item);
    const course = await this.lookups.item(keys.courseKey, this.talk);
    if ('missing' in course) return { verdict: unmapped(course.missing) };
    if ('refusal' in course) return this.lookUpFailed(course.refusal, item);
    const rules = recordRulesOf(settings);
    const one = {
      item,
      keys,
      assignee: person.assignee,
      itemId: course.id,
      wanted: { status: rules.status, completedAt, score: actualScoreOf(told, rules) },
      fields: completionFields({ ...told, completedAt }, item, rules),
    };
    const records = await this.records(one);
    return Array.isArray(records)
      ? { ...one, choice: chooseRecord(records, one.wanted) }
      : this.lookUpFailed(records, item);
  }

  private async records({
    assignee,
    itemId,
  }: Pick<Prepared, 'assignee' | 'itemId'>): Promise<LearningRecord[] | Exchanged> {
    const answer = await this.talk.ask(recordsRequest(this.talk.settings, assignee, itemId));
    return (isReadable(answer) && readIfJson(answer.body, readRecords)) || answer;
  }

  private async writeAll(prepared: readonly Prepared[]): Promise<Outcome[] | Classification> {
    const toWrite = prepared.filter(({ choice }) => !('there' in choice));
    if (toWrite.length > 1) return this.writeBatch(prepared, toWrite);
    const outcomes: Outcome[] = [];
    for (const one of prepared) outcomes.push(await this.write(one));
    return outcomes;
  }

  private async write(one: Prepared, tries = 1): Promise<Outcome> {
    const { choice } = one;
    if ('there' in choice) return { verdict: thereAlready(choice.there.id, 200) };
    if ('update' in choice) return this.update(one, choice.update, tries);
    const answer = await this.talk.ask(createRequest(this.talk.settings, this.payloadOf(one)));
    if (isUncertain(answer)) return this.lookAfter(one, answer);
    if (!isReadable(answer)) {
      // Ids that were looked up may lead to what is no longer there.
      this.lookups.forget(one.keys, this.talk.settings);
      return this.failed(answer, one.item);
    }
    const created = readIfJson(answer.body, readRecord);
    if (!created) return this.lookAfter(one, answer);
    if (created.status === one.wanted.status) return { verdict: deliveredAs(created.id, answer.status) };
    return this.update(one, created, tries);
  }

  private async update(one: Prepared, record: LearningRecord, tries: number): Promise<Outcome> {
    const answer = await this.talk.ask(updateRequest(this.talk.settings, record, one.fields));
    const isChanged = answer.kind === 'answer' && (answer.status === 412 || answer.status === 404);
    if (isChanged && tries < TRIES_MAX) {
      const records = await this.records(one);
      if (!Array.isArray(records)) return this.lookUpFailed(records, one.item);
      return this.write({ ...one, choice: chooseRecord(records, one.wanted) }, tries + 1);
    }
    if (isUncertain(answer)) return this.lookAfter(one, answer);
    if (!isReadable(answer)) return this.failed(answer, one.item);
    if (answer.body.trim() === '') return { verdict: deliveredAs(record.id, answer.status) };
    const updated = readIfJson(answer.body, readRecord);
    return updated ? this.asShown(updated, one, answer) : this.lookAfter(one, answer);
  }

  /** It may have been carried out: a look tells, before anything is sent again. */
  private async lookAfter(one: Prepared, answer: Exchanged): Promise<Outcome> {
    const records = await this.records(one);
    const same = Array.isArray(records) && records.find((record) => saysSameCompletion(record, one.wanted));
    if (same) return { verdict: deliveredAs(same.id, 200) };
    if (answer.kind === 'answer' && answer.status < 300) {
      const detail = `Oracle answered ${answer.status}, and does not show the record as complete`;
      return { verdict: notCompleteYet(detail, answer.status) };
    }
    if (answer.kind === 'answer' && answer.status === 409) {
      return { verdict: triedAgain(`Oracle answered 409: ${adfErrorWords(answer)}`, 409) };
    }
    return this.failed(answer, one.item);
  }

  private async writeBatch(
    prepared: readonly Prepared[],
    toWrite: readonly Prepared[],
  ): Promise<Outcome[] | Classification> {
    const parts = toWrite.map((one): BatchPart => {
      const id = partIdOf(one);
      return 'update' in one.choice
        ? { id, update: one.choice.update, payload: one.fields }
        : { id, create: this.payloadOf(one) };
    });
    const answer = await this.talk.ask(batchRequest(this.talk.settings, parts));
    if (!isReadable(answer)) return this.batchFailed(answer, prepared, toWrite);
    const records = readIfJson(answer.body, readBatchRecords);
    return prepared.map((one) => {
      if ('there' in one.choice) return { verdict: thereAlready(one.choice.there.id, 200) };
      const record = records?.get(partIdOf(one));
      return record?.status === one.wanted.status
        ? { verdict: deliveredAs(record.id, answer.status) }
        : { verdict: alone('Oracle did not show the record as complete in the answer to a batch') };
    });
  }

  private batchFailed(
    answer: Exchanged,
    prepared: readonly Prepared[],
    toWrite: readonly Prepared[],
  ): Outcome[] | Classification {
    const classification = this.batchClassified(answer, toWrite);
    if (!('verdicts' in classification)) return classification;
    const verdicts = [...classification.verdicts];
    return prepared.map((one) =>
      toWrite.includes(one) ? { verdict: verdicts.shift()! } : { verdict: thereAlready(null, 200) },
    );
  }

  private batchClassified(answer: Exchanged, toWrite: readonly Prepared[]): Classification {
    const items = toWrite.map(({ item }) => item);
    if (answer.kind === 'answer' && answer.status === 409) {
      // All or none: one record that is there already keeps the others from being written.
      return forAll(items, alone(`Oracle answered 409 to a batch: ${adfErrorWords(answer)}`));
    }
    return classifyAnswer(inWords(answer), items, this.talk.now());
  }

  private asShown(record: LearningRecord, { wanted }: Prepared, { status }: HttpAnswer): Outcome {
    if (record.status === wanted.status) return { verdict: deliveredAs(record.id, status) };
    return {
      verdict: notCompleteYet(`Oracle shows the record as ${record.status ?? 'without a status'}`, status),
    };
  }

  private payloadOf({ fields, assignee, itemId }: Prepared): Record<string, unknown> {
    const { pushFusionAssignmentType: assignmentType } = this.talk.settings;
    return newRecord(fields, { assignee, itemId, assignmentType });
  }

  /** A refused look-up is no fault of the item: its form is that of all. */
  private lookUpFailed(answer: Exchanged, item: MappedItem): Outcome {
    if (answer.kind === 'answer' && (answer.status === 400 || answer.status === 422)) {
      const detail = `a look-up was answered ${answer.status}: ${adfErrorWords(answer)}`;
      return { trouble: { code: 'PUSH.LOOKUP_REFUSED', detail } };
    }
    if (isReadable(answer) && !/^\s*</.test(answer.body)) {
      return { verdict: triedAgain('the answer to a look-up cannot be read', answer.status) };
    }
    return this.failed(answer, item);
  }

  private failed(answer: Exchanged, item: MappedItem): Outcome {
    const classification = classifyAnswer(inWords(answer), [item], this.talk.now());
    return 'verdicts' in classification ? { verdict: classification.verdicts[0]! } : classification;
  }
}

function concluded(outcomes: readonly Outcome[]): Classification {
  const whole = outcomes.find((outcome) => !('verdict' in outcome));
  if (whole && !('verdict' in whole)) return whole;
  return { verdicts: outcomes.flatMap((outcome) => ('verdict' in outcome ? [outcome.verdict] : [])) };
}

function partIdOf({ item }: Prepared): string {
  return item.recordId;
}
