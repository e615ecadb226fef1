#!/usr/bin/env node
// `npx oracle-integration <command>` in this folder: installs and builds what is missing, then runs the command line.
process.argv.splice(2, 0, 'oracle-integration');
await import('./bootstrap.mjs');
