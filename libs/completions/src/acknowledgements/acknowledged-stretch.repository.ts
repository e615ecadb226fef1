import { Injectable } from '@nestjs/common';
import { PreparedWrite } from '@oracle-integration/platform';

/** Stretches that touch a new one; whatever is left over is merged when it is touched again. */
const TOUCHED_MAX = 64;

/** Remembers where a work list need not look again. */
@Injectable()
export class AcknowledgedStretchRepository {
  constructor(private readonly prepared: PreparedWrite) {}

  /** Adds a stretch, and makes one of all that it touches. Losing one to another process only costs another look. */
  async add(
    consumerId: number,
    filters: Buffer,
    { after, through }: { readonly after: string; readonly through: string },
  ): Promise<void> {
    await this.prepared.rows(
      'acknowledged_stretch_add',
      `WITH touched AS MATERIALIZED (
         SELECT through_seq, after_seq FROM acknowledged_stretches
          WHERE consumer_id = $1 AND filters = $2 AND through_seq >= $3
          ORDER BY through_seq LIMIT ${TOUCHED_MAX}),
       gone AS (
         DELETE FROM acknowledged_stretches
          WHERE consumer_id = $1 AND filters = $2
            AND through_seq IN (SELECT through_seq FROM touched WHERE after_seq <= $4)
         RETURNING after_seq, through_seq)
       INSERT INTO acknowledged_stretches (consumer_id, filters, after_seq, through_seq)
       SELECT $1, $2, least($3, min(after_seq)), greatest($4, max(through_seq)) FROM gone
       ON CONFLICT (consumer_id, filters, through_seq)
         DO UPDATE SET after_seq = least(acknowledged_stretches.after_seq, excluded.after_seq)`,
      [consumerId, filters, after, through],
    );
  }
}
