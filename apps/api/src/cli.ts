import 'reflect-metadata';
import { runCommandLine } from './command-line/run-command-line';

void runCommandLine(process.argv.slice(2), {
  raw: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
