import { Client, type ClientConfig } from 'pg';

/**
 * A client of PostgreSQL whose connection may break at any moment without ending the process.
 *
 * The driver tells a break to the query under way and by an event, and Node ends a process in which nobody listens to an
 * `error` event. The pool listens while a client is idle, TypeORM while it is used, but for some microtasks between the
 * two nobody does, and there is where a server that cuts all its connections does hit.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    // Whoever uses the connection hears of it by the query that fails; the pool throws it away by a listener of its own.
    this.on('error', () => undefined);
  }
}
