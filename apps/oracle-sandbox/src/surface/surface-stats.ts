/** What a further surface has been asked, and what it answered. */
export class SurfaceStats {
  private requests = 0;
  private methods = new Map<string, number>();
  private statuses = new Map<number, number>();

  get view(): { requests: number; byMethod: Record<string, number>; byStatus: Record<string, number> } {
    return {
      requests: this.requests,
      byMethod: Object.fromEntries(this.methods),
      byStatus: Object.fromEntries(this.statuses),
    };
  }

  countRequest(method: string): void {
    this.requests += 1;
    this.methods.set(method, (this.methods.get(method) ?? 0) + 1);
  }

  countAnswer(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }

  clear(): void {
    this.requests = 0;
    this.methods = new Map();
    this.statuses = new Map();
  }
}
