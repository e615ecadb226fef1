import { serverApp } from './build/server-app.ts';

export default serverApp('tools', {
  demo: './demo/main.ts',
  'configuration-page': './docs/main.ts',
  bench: './benchmarks/main.ts',
  'bare-pull-server': './benchmarks/pull/bare-pull-server.ts',
  'textbook-pull-server': './benchmarks/pull/textbook-pull-server.ts',
  'capture-driver': './benchmarks/capture/capture-driver.ts',
  'bare-first-load': './benchmarks/capture/bare-first-load.ts',
  'row-by-row-load': './benchmarks/capture/row-by-row-load.ts',
  'bare-comparison': './benchmarks/capture/bare-comparison.ts',
  'push-driver': './benchmarks/push/push-driver.ts',
  'bare-sender': './benchmarks/push/bare-sender.ts',
  'textbook-sender': './benchmarks/push/textbook-sender.ts',
  'pg-boss-mover': './benchmarks/push/pg-boss-mover.ts',
  'graphile-worker-mover': './benchmarks/push/graphile-worker-mover.ts',
  'plain-overview-server': './benchmarks/overview/plain-overview-server.ts',
  'mapping-driver': './benchmarks/mapping/mapping-driver.ts',
  'queue-driver': './benchmarks/queue/queue-driver.ts',
  'test-server': './jest/test-server.ts',
});
