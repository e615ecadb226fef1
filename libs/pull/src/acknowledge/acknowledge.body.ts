import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AcknowledgementWord } from '@oracle-integration/completions';
import {
  ACKNOWLEDGED_ID_LENGTH_MAX,
  ACKNOWLEDGED_ITEMS_MAX,
  ACKNOWLEDGEMENT_EXTERNAL_ID_LENGTH_MAX,
  ACKNOWLEDGEMENT_REASON_LENGTH_MAX,
  AcknowledgementOutcome,
  type ApiFieldError,
} from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';

/** PostgreSQL cannot hold it. */
const NUL = '\u0000';
const REVISION_MAX = 2_147_483_647;
/** A thousand items that are wrong in the same way are told by the first of them. */
const ERRORS_TOLD_MAX = 20;
const LOT = `a list of 1 to ${ACKNOWLEDGED_ITEMS_MAX}`;

type Raw = Readonly<Record<string, unknown>>;

/**
 * What a body acknowledges, each fault named by its place (`items[3].id`). By hand: the decorators of class-validator
 * took longer for a thousand items than PostgreSQL takes to write them down.
 *
 * @throws RequestInvalidError
 */
export function parseAcknowledgements(body: unknown): AcknowledgementWord[] {
  const errors = new Faults();
  const words = isObject(body) ? wordsOf(body, errors) : [];
  if (!isObject(body)) errors.add('body', 'the body must be a JSON object with items or ids');
  if (errors.all.length > 0) throw new RequestInvalidError(errors.all.slice(0, ERRORS_TOLD_MAX));
  return words;
}

/** The checked acknowledgements of a request. */
export const Acknowledgements = createParamDecorator((_: unknown, context: ExecutionContext) =>
  parseAcknowledgements(context.switchToHttp().getRequest<FastifyRequest>().body),
);

function wordsOf(body: Raw, errors: Faults): AcknowledgementWord[] {
  errors.refuseUnknown(body, ['items', 'ids'], '');
  const { items, ids } = body;
  if ((items === undefined) === (ids === undefined)) {
    errors.add('items', 'give either items or ids');
    return [];
  }
  if (ids !== undefined) {
    if (!isLot(ids)) {
      errors.add('ids', `ids must be ${LOT} ids of completions`);
      return [];
    }
    return ids.map((id, index) => ({
      id: errors.id(id, `ids[${index}]`),
      outcome: AcknowledgementOutcome.Accepted,
    }));
  }
  if (!isLot(items)) {
    errors.add('items', `items must be ${LOT} acknowledgements`);
    return [];
  }
  return items.map((item, index) => wordOf(item, `items[${index}]`, errors));
}

function wordOf(item: unknown, place: string, errors: Faults): AcknowledgementWord {
  if (!isObject(item)) {
    errors.add(place, `${place} must be an object with the id of a completion`);
    return { id: '', outcome: AcknowledgementOutcome.Accepted };
  }
  errors.refuseUnknown(item, ['id', 'revision', 'outcome', 'externalId', 'reason'], `${place}.`);
  const outcome = outcomeOf(item['outcome'], place, errors);
  const word = {
    id: errors.id(item['id'], `${place}.id`),
    revision: revisionOf(item['revision'], place, errors),
    outcome,
    externalId: errors.text(
      item['externalId'],
      `${place}.externalId`,
      ACKNOWLEDGEMENT_EXTERNAL_ID_LENGTH_MAX,
    ),
    reason: errors.text(item['reason'], `${place}.reason`, ACKNOWLEDGEMENT_REASON_LENGTH_MAX),
  };
  if (outcome === AcknowledgementOutcome.Rejected && !word.reason?.trim())
    errors.add(`${place}.reason`, `${place}.reason must say why it was rejected`);
  return word;
}

function outcomeOf(value: unknown, place: string, errors: Faults): AcknowledgementOutcome {
  if (value === undefined || value === null || value === AcknowledgementOutcome.Accepted)
    return AcknowledgementOutcome.Accepted;
  if (value !== AcknowledgementOutcome.Rejected)
    errors.add(`${place}.outcome`, `${place}.outcome must be accepted or rejected`);
  return AcknowledgementOutcome.Rejected;
}

function revisionOf(value: unknown, place: string, errors: Faults): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= REVISION_MAX)
    return value;
  errors.add(`${place}.revision`, `${place}.revision must be a whole number from 1, as it was pulled`);
  return undefined;
}

class Faults {
  readonly all: ApiFieldError[] = [];

  add(field: string, message: string): void {
    this.all.push({ field, message });
  }

  refuseUnknown(object: Raw, known: readonly string[], prefix: string): void {
    for (const name of Object.keys(object)) {
      const field = `${prefix}${name}`;
      if (!known.includes(name)) this.add(field, `${field} is not a member of this request`);
    }
  }

  /** Any text: one that is no id of ours must not keep the other acknowledgements from being taken. */
  id(value: unknown, field: string): string {
    const id = value === undefined ? undefined : this.text(value, field, ACKNOWLEDGED_ID_LENGTH_MAX);
    if (id) return id;
    if (!this.all.some((fault) => fault.field === field))
      this.add(field, `${field} must be the id of a completion, as it was pulled`);
    return '';
  }

  text(value: unknown, field: string, lengthMax: number): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value.length <= lengthMax && !value.includes(NUL)) return value;
    this.add(field, `${field} must be a text of at most ${lengthMax} characters`);
    return undefined;
  }
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLot(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length >= 1 && value.length <= ACKNOWLEDGED_ITEMS_MAX;
}
