/** A clock that stands still until a test moves it. Stands in for `Clock` of the platform. */
export class SetClock {
  private at: number;

  constructor(at = new Date('2026-03-01T12:00:00Z')) {
    this.at = at.getTime();
  }

  now(): Date {
    return new Date(this.at);
  }

  passMs(milliseconds: number): void {
    this.at += milliseconds;
  }
}
