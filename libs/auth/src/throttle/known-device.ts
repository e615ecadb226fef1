import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { constantTimeEqual, InstallationService, randomToken } from '@oracle-integration/platform';

export const DEVICE_COOKIE = 'oracle_integration_device';
export const DEVICE_COOKIE_SECONDS = 180 * 24 * 3600;

/**
 * A browser that a manager has signed in with before. Its attempts are counted apart, so that a flood of others against
 * the same account does not keep the owner out. The cookie opens nothing: it only says which counter counts.
 */
@Injectable()
export class KnownDevice {
  constructor(private readonly installation: InstallationService) {}

  /** The cookie of a browser that has just signed in as this manager. */
  async issue(email: string): Promise<string> {
    const device = randomToken();
    return `${device}.${await this.signature(device, email)}`;
  }

  /** Which browser of this manager it is; `undefined` for none. */
  async recognize(cookie: string | undefined, email: string): Promise<string | undefined> {
    const [device, signature] = cookie?.split('.') ?? [];
    if (!device || !signature) return undefined;
    return constantTimeEqual(signature, await this.signature(device, email)) ? device : undefined;
  }

  private async signature(device: string, email: string): Promise<string> {
    const key = await this.installation.cursorKey();
    return createHmac('sha256', key)
      .update(`known device\n${device}\n${email.toLowerCase()}`)
      .digest('base64url');
  }
}
