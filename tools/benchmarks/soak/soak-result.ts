/** The figures of one minute, made of its samples. */
export interface SoakMinute {
  readonly minute: number;
  readonly written: number;
  readonly delivered: number;
  /** From the commit in the site until Oracle has it. */
  readonly deliveryP50Ms: number;
  readonly deliveryP99Ms: number;
  readonly pullP50Ms: number;
  readonly pullP99Ms: number;
  /** The most that waited. */
  readonly waiting: number;
  readonly apiMb: number;
  readonly workerMb: number;
  readonly ledgerMb: number;
  readonly queueMb: number;
  readonly attemptsMb: number;
}

/** Whether one figure stayed where it was from the second minute on. */
export interface SoakVerdict {
  readonly figure: string;
  readonly unit: string;
  /** Of the samples from the second minute on. */
  readonly mean: number;
  /** By how much a straight line through them rises from its beginning to its end. */
  readonly rise: number;
  readonly allowedRise: number;
  readonly isFlat: boolean;
}

export interface SoakResult {
  readonly minutes: readonly SoakMinute[];
  readonly verdicts: readonly SoakVerdict[];
  readonly written: number;
  /** Different completions that Oracle has. */
  readonly delivered: number;
  readonly deliveredTwice: number;
  /** Different completions that the poller saw. */
  readonly pulled: number;
  readonly purged: number;
  readonly reconciliations: number;
}
