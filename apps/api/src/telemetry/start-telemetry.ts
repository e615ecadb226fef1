import type { RawEnvironment } from '@oracle-integration/platform';

/** Ends the traces: what is not sent yet is sent. */
export type StopTelemetry = () => Promise<void>;

/** Whether one of OpenTelemetry's own variables asks for traces. */
export function isTraced(raw: RawEnvironment): boolean {
  const value = (name: string) => raw[name]?.trim() || undefined;
  if (value('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return false;
  const exporter = value('OTEL_TRACES_EXPORTER')?.toLowerCase();
  if (exporter !== undefined) return exporter !== 'none';
  return (
    value('OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined ||
    value('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== undefined
  );
}

/** Must come before anything else is loaded: what is to be traced is changed while it is. */
export async function startTelemetry(raw: RawEnvironment): Promise<StopTelemetry> {
  if (!isTraced(raw)) return () => Promise.resolve();
  const { startOpenTelemetry } = await import('./open-telemetry');
  return startOpenTelemetry(raw);
}
