import { Inject, Injectable } from '@nestjs/common';
import type { Environment } from '../env/environment';
import { ENVIRONMENT } from '../platform.tokens';

/** Where browsers and pollers reach the service: `PUBLIC_URL`, else where it listens. */
@Injectable()
export class PublicAddress {
  private listening: string | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** Notes the address that was really bound (port 0 asks for any free one). */
  listensOn(url: string): void {
    this.listening = url;
  }

  get url(): string {
    return (
      this.environment.publicUrl ??
      this.listening ??
      `http://${this.environment.host}:${this.environment.port}`
    );
  }
}
