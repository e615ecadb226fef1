import { Clock } from '@oracle-integration/platform';

/** A clock that stands still until it is told otherwise. */
export class SetClock extends Clock {
  private at = Date.parse('2026-03-01T12:00:00Z');

  override now(): Date {
    return new Date(this.at);
  }

  passMs(milliseconds: number): void {
    this.at += milliseconds;
  }
}
