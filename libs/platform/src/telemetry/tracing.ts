/** By which a trace and a line of the log find each other. */
export interface TraceIds {
  readonly traceId?: string;
  readonly spanId?: string;
}

export type SpanFacts = Readonly<Record<string, string | number>>;

/** What a span is told when it is over. */
export interface OpenSpan {
  note(facts: SpanFacts): void;
  fail(reason: string): void;
}

/** How work is traced. */
export interface Tracing {
  /** @param isCall the work asks another system: it is told by `headers` what it is part of */
  span<Result>(
    work: { readonly name: string; readonly facts: SpanFacts; readonly isCall?: boolean },
    run: (span: OpenSpan, headers: Readonly<Record<string, string>>) => Promise<Result>,
  ): Promise<Result>;
  ids(): TraceIds;
  /** The request under way is one to this route. */
  route(method: string, template: string): void;
}

const NO_SPAN: OpenSpan = { note: () => undefined, fail: () => undefined };
const OFF: Tracing = {
  span: (_work, run) => run(NO_SPAN, {}),
  ids: () => ({}),
  route: () => undefined,
};

let present = OFF;

/**
 * The tracing of this process; until somebody switches it on, it does nothing and nothing of OpenTelemetry is loaded. One
 * a process, as OpenTelemetry's own is.
 */
export function tracing(): Tracing {
  return present;
}

/** For whoever switches traces on. */
export function traceBy(tracing: Tracing): void {
  present = tracing;
}
