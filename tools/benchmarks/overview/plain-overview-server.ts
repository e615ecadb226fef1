import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';

/**
 * What the overview is compared with, on the same HTTP stack: the figures as they are counted first, and a route that
 * reads one row by its key.
 */
const pool = new Pool({ connectionString: process.env['DATABASE_URL'] });

@Controller()
class PlainOverviewController {
  @Get('counted')
  async counted() {
    const [queue, ledger] = await Promise.all([
      pool.query('SELECT status, count(*) FROM queue_items GROUP BY status'),
      pool.query('SELECT status, count(*) FROM completion_records GROUP BY status'),
    ]);
    return { queue: queue.rows, ledger: ledger.rows };
  }

  @Get('one-row')
  async oneRow() {
    const { rows } = await pool.query({
      name: 'row',
      text: 'SELECT id, status, created_at FROM queue_items WHERE id = $1',
      values: [1],
    });
    return { row: rows[0] };
  }
}

@Module({ controllers: [PlainOverviewController] })
class PlainOverviewModule {}

const app = await NestFactory.create<NestFastifyApplication>(PlainOverviewModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
process.stdout.write(`is ready at ${await app.getUrl()}\n`);
