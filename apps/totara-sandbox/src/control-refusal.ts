/** A request that cannot be met, with its HTTP status. */
export class ControlRefusal extends Error {
  constructor(
    readonly statusCode: 404 | 409,
    message: string,
  ) {
    super(message);
  }
}
