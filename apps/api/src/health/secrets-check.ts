import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HealthCheck, HealthService } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';

/**
 * Whether the key of the stored secrets is the right one. A process that has a wrong one still serves the control panel,
 * where a manager can enter the secrets anew, and Pull: it is degraded, not gone.
 */
@Injectable()
export class SecretsCheck implements HealthCheck, OnModuleInit {
  readonly name = 'secrets';
  readonly isNeeded = false;

  constructor(
    private readonly health: HealthService,
    private readonly settings: SettingsService,
  ) {}

  onModuleInit(): void {
    this.health.add({ name: this.name, isNeeded: this.isNeeded, trouble: () => this.trouble() });
  }

  trouble(): string | undefined {
    if (this.settings.current().unreadableSecrets.length === 0) return undefined;
    return 'Stored secrets cannot be read: APP_SECRET is not the key they were stored with.';
  }
}
