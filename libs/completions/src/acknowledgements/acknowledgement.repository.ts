import { Injectable } from '@nestjs/common';
import type { AcknowledgementOutcome, CompletionAcknowledgementView } from '@oracle-integration/contracts';
import { PreparedQuery, PreparedWrite, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { KeptWord, PresentRevision } from './acknowledgement-word';

/** A place in the list of rejections. */
export interface RejectionPosition {
  readonly atMicros: string;
  readonly recordId: string;
  readonly revision: number;
  readonly consumerId: number;
}

export interface Rejection {
  readonly position: RejectionPosition;
  readonly consumer: string;
  readonly reason: string;
  readonly externalId: string | null;
  readonly rejectedAt: Date;
  readonly presentRevision: number;
  readonly publicJson: string;
}

interface RejectionRow {
  record_id: string;
  revision: number;
  consumer_id: number;
  at_micros: string;
  consumer: string | null;
  reason: string | null;
  external_id: string | null;
  acknowledged_at: Date;
  present_revision: number;
  public_json: string;
}

/** Every query on what consumers said. */
@Injectable()
export class AcknowledgementRepository {
  constructor(
    private readonly prepared: PreparedQuery,
    private readonly writing: PreparedWrite,
    private readonly dataSource: DataSource,
  ) {}

  async presentRevisions(recordIds: readonly string[]): Promise<ReadonlyMap<string, PresentRevision>> {
    const rows = await this.prepared.rows<{ id: string; revision: number; change_seq: string }>(
      'acknowledgement_present_revisions',
      `SELECT record.id, record.revision, record.change_seq
         FROM unnest($1::uuid[]) AS wanted(id)
        CROSS JOIN LATERAL (SELECT id, revision, change_seq FROM completion_records WHERE id = wanted.id) record`,
      [`{${recordIds.join(',')}}`],
    );
    return new Map(rows.map((row) => [row.id, { revision: row.revision, changeSeq: row.change_seq }]));
  }

  /**
   * Writes down what a consumer said. What it had said otherwise of the same revision is kept as the past. Two requests
   * at once come one after the other: the keys are written in their order, so that neither waits for the other in turn.
   *
   * @returns the keys (`id:revision`) of those that said something new.
   */
  async keep(consumerId: number, words: readonly KeptWord[]): Promise<ReadonlySet<string>> {
    const rows = await this.writing.rows<{ key: string }>('acknowledgement_keep', KEEP, [
      consumerId,
      `{${words.map(({ recordId }) => recordId).join(',')}}`,
      `{${words.map(({ revision }) => revision).join(',')}}`,
      `{${words.map(({ changeSeq }) => changeSeq ?? 'NULL').join(',')}}`,
      `{${words.map(({ outcome }) => outcome).join(',')}}`,
      textsOrNull(words.map(({ externalId }) => externalId)),
      textsOrNull(words.map(({ reason }) => reason)),
    ]);
    return new Set(rows.map(({ key }) => key));
  }

  /** Rejections behind a position, the latest first. */
  async rejections(
    after: RejectionPosition | undefined,
    consumerId: number | undefined,
    limit: number,
  ): Promise<Rejection[]> {
    const values: unknown[] = [limit];
    const add = (value: unknown) => `$${values.push(value)}`;
    const conditions = [`outcome = 'rejected'`];
    if (consumerId !== undefined) conditions.push(`consumer_id = ${add(consumerId)}`);
    if (after) {
      const { atMicros, recordId, revision, consumerId: consumer } = after;
      const at = `'epoch'::timestamptz + ${add(atMicros)}::bigint * interval '1 microsecond'`;
      const place = [at, `${add(recordId)}::uuid`, `${add(revision)}::int`, `${add(consumer)}::int`];
      conditions.push(`(acknowledged_at, record_id, revision, consumer_id) < (${place.join(', ')})`);
    }
    const rows = await selectRows<RejectionRow>(
      this.dataSource,
      `SELECT word.*, (extract(epoch FROM word.acknowledged_at) * 1000000)::bigint AS at_micros,
              consumers.name AS consumer, record.revision AS present_revision, record.public_json::text AS public_json
         FROM (SELECT * FROM acknowledgements WHERE ${conditions.join(' AND ')}
                ORDER BY acknowledged_at DESC, record_id DESC, revision DESC, consumer_id DESC LIMIT $1) word
         JOIN completion_records record ON record.id = word.record_id
         LEFT JOIN consumers ON consumers.id = word.consumer_id
        ORDER BY word.acknowledged_at DESC, word.record_id DESC, word.revision DESC, word.consumer_id DESC`,
      values,
    );
    return rows.map(toRejection);
  }

  /** All that consumers said of one record, the oldest first. */
  async ofRecord(recordId: string): Promise<CompletionAcknowledgementView[]> {
    const rows = await selectRows<{
      consumer: string | null;
      consumer_id: number;
      revision: number;
      outcome: AcknowledgementOutcome;
      external_id: string | null;
      reason: string | null;
      acknowledged_at: Date;
      replaced_at: Date | null;
    }>(
      this.dataSource,
      `SELECT consumers.name AS consumer, word.* FROM (
         SELECT consumer_id, revision, outcome, external_id, reason, acknowledged_at, replaced_at
           FROM acknowledgement_changes WHERE record_id = $1
         UNION ALL
         SELECT consumer_id, revision, outcome, external_id, reason, acknowledged_at, NULL
           FROM acknowledgements WHERE record_id = $1) word
         LEFT JOIN consumers ON consumers.id = word.consumer_id
        ORDER BY word.acknowledged_at DESC LIMIT ${WORDS_MAX}`,
      [recordId],
    );
    return rows.reverse().map((row) => ({
      consumer: row.consumer ?? `consumer ${row.consumer_id}`,
      revision: row.revision,
      outcome: row.outcome,
      externalId: row.external_id,
      reason: row.reason,
      at: row.acknowledged_at.toISOString(),
      replacedAt: row.replaced_at?.toISOString() ?? null,
    }));
  }
}

/** More than are said of any record: a bound for what is read at once. */
const WORDS_MAX = 1000;

/** No index is named: whoever says the same at the same moment may meet the other unique one first. */
const KEEP = `
  WITH word AS MATERIALIZED (
    SELECT * FROM unnest($2::uuid[], $3::int[], $4::bigint[], $5::text[],
        coalesce($6::text[], array_fill(NULL::text, ARRAY[cardinality($2::uuid[])])),
        coalesce($7::text[], array_fill(NULL::text, ARRAY[cardinality($2::uuid[])])))
      AS given(record_id, revision, change_seq, outcome, external_id, reason)),
  added AS (
    INSERT INTO acknowledgements
      (record_id, revision, consumer_id, change_seq, outcome, external_id, reason, acknowledged_at)
    SELECT record_id, revision, $1, change_seq, outcome, external_id, reason, statement_timestamp()
      FROM word ORDER BY record_id, revision
    ON CONFLICT DO NOTHING
    RETURNING record_id, revision, outcome),
  other AS MATERIALIZED (
    SELECT said.*, word.outcome AS new_outcome,
           CASE WHEN word.outcome = said.outcome THEN coalesce(word.external_id, said.external_id)
                ELSE word.external_id END AS new_external_id,
           CASE WHEN word.outcome = said.outcome THEN coalesce(word.reason, said.reason)
                ELSE word.reason END AS new_reason
      FROM word CROSS JOIN LATERAL (
        SELECT * FROM acknowledgements
         WHERE record_id = word.record_id AND revision = word.revision AND consumer_id = $1) said
     WHERE word.outcome <> said.outcome OR word.external_id <> coalesce(said.external_id, '')
        OR word.reason <> coalesce(said.reason, '')),
  past AS (
    INSERT INTO acknowledgement_changes
      (record_id, revision, consumer_id, acknowledged_at, outcome, external_id, reason, replaced_at)
    SELECT record_id, revision, consumer_id, acknowledged_at, outcome, external_id, reason, statement_timestamp()
      FROM other
    ON CONFLICT DO NOTHING),
  changed AS (
    UPDATE acknowledgements said
       SET outcome = new_outcome, external_id = new_external_id, reason = new_reason,
           acknowledged_at = greatest(statement_timestamp(), other.acknowledged_at + interval '1 microsecond')
      FROM other
     WHERE said.record_id = other.record_id AND said.revision = other.revision AND said.consumer_id = $1
    RETURNING said.record_id, said.revision, said.outcome, other.outcome AS before),
  counted AS (
    INSERT INTO tally_deltas (counter, delta)
    SELECT 'acknowledgements.' || $1 || '.' || outcome, sum(delta) FROM (
      SELECT outcome, 1 AS delta FROM added UNION ALL SELECT outcome, 1 FROM changed
      UNION ALL SELECT before, -1 FROM changed) moved
     GROUP BY outcome HAVING sum(delta) <> 0)
  SELECT record_id || ':' || revision AS key FROM added UNION ALL SELECT record_id || ':' || revision FROM changed`;

/** `null` where there is none, which most requests come to: a thousand nulls need not travel. */
function textsOrNull(texts: readonly (string | undefined)[]): (string | null)[] | null {
  return texts.some((text) => text !== undefined) ? texts.map((text) => text ?? null) : null;
}

function toRejection(row: RejectionRow): Rejection {
  return {
    position: {
      atMicros: row.at_micros,
      recordId: row.record_id,
      revision: row.revision,
      consumerId: row.consumer_id,
    },
    consumer: row.consumer ?? `consumer ${row.consumer_id}`,
    reason: row.reason ?? '',
    externalId: row.external_id,
    rejectedAt: row.acknowledged_at,
    presentRevision: row.present_revision,
    publicJson: row.public_json,
  };
}
