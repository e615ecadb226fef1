import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/**
 * The ceiling of the Pull page: `node:http` and `pg`, the same statement on the same table by the same plan, and
 * nothing else. The
 * cursor is the plain number.
 */
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  options: '-c plan_cache_mode=force_generic_plan',
});

const SQL = `SELECT string_agg(public_json::text, $3::text) AS items, count(*)::int AS count, max(change_seq) AS last_seq,
         (SELECT change_seq FROM completion_records WHERE change_seq > max(page.change_seq)
           ORDER BY change_seq LIMIT 1) IS NOT NULL AS has_more
    FROM (SELECT public_json, change_seq FROM completion_records
           WHERE change_seq > $1 ORDER BY change_seq LIMIT $2) page`;

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const values = [searchParams.get('cursor') ?? '0', Number(searchParams.get('limit')), ','];
  pool.query({ name: 'page', text: SQL, values }).then(
    ({ rows: [row] }) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(
        `{"items":[${row.items ?? ''}],"hasMore":${row.has_more},"nextCursor":"${row.last_seq ?? values[0]}","consistentThrough":"${new Date().toISOString()}"}`,
      );
    },
    (error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    },
  );
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`is ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
