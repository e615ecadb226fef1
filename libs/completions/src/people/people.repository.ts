import { Injectable } from '@nestjs/common';
import type { PersonCountsView } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { DeliveryPolicies } from '../delivery-policies';
import { isKeptBackSql } from '../delivery-policy';
import type { SiteMember } from '../directory/directory.repository';
import { isErasedSql } from '../erasure/is-erased-sql';
import { HAS_NO_DELIVERY, LATEST_DELIVERY } from '../standing.repository';

/** More completions than a person has: a bound for what is counted of an account that tests courses all day. */
const COMPLETIONS_MAX = 2_000;

export interface PersonRecord {
  readonly id: string;
  readonly isErased: boolean;
  readonly publicJson: string;
  /** Where a list goes on after it. */
  readonly changeSeq: string;
}

/** Every query on the records of single people; each on the index of their user. */
@Injectable()
export class PeopleRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: DeliveryPolicies,
  ) {}

  /** Where the completions of each of the given people stand, in their order. */
  async countsOf(people: readonly SiteMember[]): Promise<PersonCountsView[]> {
    const rows = await selectRows<PersonCountsView & { place: number }>(
      this.dataSource,
      `SELECT told.place::int AS place, count(record.id)::int AS completed,
              count(*) FILTER (WHERE item.status = 'sent')::int AS delivered,
              count(*) FILTER (WHERE item.status IN ('queued', 'sending', 'failed'))::int AS waiting,
              count(*) FILTER (WHERE item.status IN ('dead', 'parked'))::int AS stopped,
              count(record.id) FILTER (WHERE ${HAS_NO_DELIVERY} AND NOT (${isKeptBackSql('$3')}))::int AS "notQueued",
              count(record.id) FILTER (WHERE ${HAS_NO_DELIVERY} AND ${isKeptBackSql('$3')})::int AS "keptBack"
         FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS told(site_id, user_id, place)
         LEFT JOIN LATERAL (
           SELECT id, site_id, user_id, status, course_id, is_archived, completed_at, public_json FROM completion_records
            WHERE user_id = told.user_id AND site_id = told.site_id AND status IN ('complete', 'completeviarpl')
            LIMIT ${COMPLETIONS_MAX}) AS record ON true
         ${LATEST_DELIVERY}
        GROUP BY told.place`,
      [
        people.map(({ siteId }) => siteId),
        people.map(({ id }) => id),
        JSON.stringify(this.policies.current()),
      ],
    );
    const found = new Map(rows.map(({ place, ...counts }) => [place, counts]));
    return people.map((_, index) => found.get(index + 1)!);
  }

  /** The records of a person, what changed last first, after a place in their list. */
  recordsOf({ siteId, id }: SiteMember, after: string | undefined, limit: number): Promise<PersonRecord[]> {
    return selectRows(
      this.dataSource,
      `SELECT id, public_json::text AS "publicJson", change_seq AS "changeSeq", ${isErasedSql()} AS "isErased"
         FROM completion_records record
        WHERE user_id = $1 AND site_id = $2 AND ($3::bigint IS NULL OR change_seq < $3)
        ORDER BY change_seq DESC LIMIT $4`,
      [id, siteId, after ?? null, limit],
    );
  }
}
