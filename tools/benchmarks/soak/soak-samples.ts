import { percentile } from '../benchmark';
import type { SoakMinute, SoakVerdict } from './soak-result';
import { judge } from './soak-verdict';

/** Everything that is looked at, at one moment. */
export interface SoakSample {
  /** Since the beginning, when it was due. */
  readonly seconds: number;
  /** In all, so far. */
  readonly written: number;
  readonly delivered: number;
  /** Since the sample before, in milliseconds. */
  readonly deliveryMs: readonly number[];
  readonly pullMs: readonly number[];
  readonly waiting: number;
  readonly apiMb: number;
  readonly workerMb: number;
  readonly ledgerMb: number;
  readonly queueMb: number;
  readonly attemptsMb: number;
}

/** The samples, minute by minute. */
export function minutesOf(samples: readonly SoakSample[], minutes: number): SoakMinute[] {
  return Array.from({ length: minutes }, (_, minute) => {
    const isOfMinute = ({ seconds }: SoakSample) => seconds > minute * 60 && seconds <= (minute + 1) * 60;
    const before = samples.filter(({ seconds }) => seconds <= minute * 60).at(-1);
    return minuteOf(minute + 1, { before, samples: samples.filter(isOfMinute) });
  });
}

function minuteOf(
  minute: number,
  { before, samples }: { before: SoakSample | undefined; samples: readonly SoakSample[] },
): SoakMinute {
  const most = (pick: (sample: SoakSample) => number) => Math.max(...samples.map(pick));
  const last = samples.at(-1)!;
  const delivery = samples.flatMap(({ deliveryMs }) => deliveryMs);
  const pull = samples.flatMap(({ pullMs }) => pullMs);
  return {
    minute,
    written: last.written - (before?.written ?? 0),
    delivered: last.delivered - (before?.delivered ?? 0),
    deliveryP50Ms: percentile(delivery, 0.5),
    deliveryP99Ms: percentile(delivery, 0.99),
    pullP50Ms: percentile(pull, 0.5),
    pullP99Ms: percentile(pull, 0.99),
    waiting: most(({ waiting }) => waiting),
    apiMb: most(({ apiMb }) => apiMb),
    workerMb: most(({ workerMb }) => workerMb),
    ledgerMb: last.ledgerMb,
    queueMb: last.queueMb,
    attemptsMb: last.attemptsMb,
  };
}

/** Memory and latency, each judged by all samples. */
export function verdictsOf(samples: readonly SoakSample[]): SoakVerdict[] {
  const figure = (name: string, unit: 'MB' | 'ms', pick: (sample: SoakSample) => number) =>
    judge(
      name,
      unit,
      samples.map((sample) => ({ seconds: sample.seconds, value: pick(sample) })),
    );
  return [
    figure('memory of the API', 'MB', ({ apiMb }) => apiMb),
    figure('memory of the worker', 'MB', ({ workerMb }) => workerMb),
    figure('site to Oracle, p50', 'ms', ({ deliveryMs }) => percentile(deliveryMs, 0.5)),
    figure('site to Oracle, p99', 'ms', ({ deliveryMs }) => percentile(deliveryMs, 0.99)),
    figure('Pull, p50', 'ms', ({ pullMs }) => percentile(pullMs, 0.5)),
    figure('Pull, p99', 'ms', ({ pullMs }) => percentile(pullMs, 0.99)),
  ];
}
