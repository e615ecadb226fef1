import { serverApp } from '../../tools/build/server-app.ts';

export default serverApp('apps/totara-sandbox', { main: './src/main.ts' });
