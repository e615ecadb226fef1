import { serverApp } from './build/server-app.ts';

export default serverApp('tools', {
  demo: './demo/main.ts',
  bench: './benchmarks/main.ts',
  'bare-pull-server': './benchmarks/pull/bare-pull-server.ts',
  'textbook-pull-server': './benchmarks/pull/textbook-pull-server.ts',
  'test-server': './jest/test-server.ts',
});
