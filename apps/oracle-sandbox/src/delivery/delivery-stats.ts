/** The counters of `GET /_sandbox/stats` that deliveries move. */
export class DeliveryStats {
  requests = 0;
  /** Items in deliveries that were answered item by item, repetitions included. */
  items = 0;
  /** Items that had been accepted before under the same key. */
  duplicates = 0;
  /** Keys, of deliveries or of items, that came again with another body and were refused. */
  conflicts = 0;
  lastReceivedAt: string | null = null;
  private statuses = new Map<number, number>();

  get byStatus(): Record<string, number> {
    return Object.fromEntries(this.statuses);
  }

  countRequest(at: Date): void {
    this.requests += 1;
    this.lastReceivedAt = at.toISOString();
  }

  countAnswer(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  clear(): void {
    this.requests = 0;
    this.items = 0;
    this.duplicates = 0;
    this.conflicts = 0;
    this.lastReceivedAt = null;
    this.statuses = new Map();
  }
}
