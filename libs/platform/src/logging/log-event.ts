/** By what a line of the log is found again. */
export interface LogIds {
  readonly requestId?: string;
  readonly itemId?: string;
  readonly batchId?: string;
}

/** A line of the log that is about something with an id. In the pretty form the ids are part of the words, or left out. */
export class LogEvent {
  constructor(
    private readonly text: string,
    readonly ids: LogIds,
  ) {}

  toString(): string {
    return this.text;
  }
}
