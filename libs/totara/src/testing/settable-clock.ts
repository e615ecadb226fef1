import { Clock } from '@oracle-integration/platform';

/** A clock that stands still until a test moves it. */
export class SettableClock extends Clock {
  private at = new Date();

  override now(): Date {
    return this.at;
  }

  forward(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}
