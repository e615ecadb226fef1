import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import type { LearnerCourseObservation } from '../observation';
import { pictureWithoutPerson } from './without-person';

/** Every query on who was erased. */
@Injectable()
export class ErasedPeopleRepository {
  /** From now on whatever is captured of the person is captured without what names them. */
  async add(executor: SqlExecutor, siteId: string, userId: number): Promise<void> {
    await affectedRows(
      executor,
      'INSERT INTO erased_people (site_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [siteId, userId],
    );
  }

  /** Which of the given people were erased. */
  async among(
    executor: SqlExecutor,
    siteId: string,
    people: readonly { readonly userId: number }[],
  ): Promise<ReadonlySet<number>> {
    const userIds = [...new Set(people.map(({ userId }) => userId))];
    const rows = await selectRows<{ user_id: string }>(
      executor,
      'SELECT user_id FROM erased_people WHERE site_id = $1 AND user_id = ANY($2)',
      [siteId, userIds],
    );
    return new Set(rows.map(({ user_id }) => Number(user_id)));
  }

  /** The pictures as the ledger may know them. */
  async withoutErased(
    executor: SqlExecutor,
    siteId: string,
    pictures: readonly LearnerCourseObservation[],
  ): Promise<readonly LearnerCourseObservation[]> {
    const erased = await this.among(executor, siteId, pictures);
    if (erased.size === 0) return pictures;
    return pictures.map((picture) => (erased.has(picture.userId) ? pictureWithoutPerson(picture) : picture));
  }
}
