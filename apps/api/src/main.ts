import 'reflect-metadata';
import { startTelemetry } from './telemetry/start-telemetry';

/** The service is loaded behind the traces, which change what it loads. */
async function main(): Promise<void> {
  const stopTelemetry = await startTelemetry(process.env);
  const { runService } = await import('./run-service');
  await runService(process.env, stopTelemetry);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
