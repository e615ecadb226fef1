/** A request that is refused as a whole; it is answered as `application/problem+json`. */
export class RequestRefusedError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${title}: ${detail}`);
  }
}
