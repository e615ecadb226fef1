import { serverApp } from '../../tools/build/server-app.ts';

export default serverApp('apps/api', {
  main: './src/main.ts',
  migrate: './src/migrate.ts',
  cli: './src/cli.ts',
  'rotate-secrets': './src/rotate-secrets.ts',
  'check-migrations': './src/check-migrations.ts',
});
