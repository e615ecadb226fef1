import { Injectable } from '@nestjs/common';
import { DayPartitions } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** The log of deliveries, in days: attempts, and the requests by which they went out. */
@Injectable()
export class DeliveryLogRepository extends DayPartitions {
  constructor(dataSource: DataSource) {
    super(dataSource, [
      { table: 'delivery_attempts', at: 'attempted_at' },
      { table: 'delivery_requests', at: 'started_at' },
    ]);
  }
}
