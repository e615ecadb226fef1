import { serverApp } from '../../tools/build/server-app.ts';

export default serverApp('apps/oracle-sandbox', { main: './src/main.ts' });
