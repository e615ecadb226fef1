import { Injectable } from '@nestjs/common';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

/**
 * Named prepared statements on TypeORM's own connection pool.
 *
 * The Pull page is asked thousands of times a second: parsing and planning it each time, and TypeORM's query
 * runner around it, cost more than reading the rows.
 */
@Injectable()
export class PreparedQuery {
  private readonly pool: Pool;

  constructor(dataSource: DataSource) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /** `name` must stand for exactly one SQL text: PostgreSQL keeps the plan under it per connection. */
  async rows<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }
}
