import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import {
  describeError,
  NotificationListener,
  RAW_ENVIRONMENT,
  type RawEnvironment,
  SecretBox,
} from '@oracle-integration/platform';
import { definitionOf } from '../registry/setting-definitions';
import { type ResolvedSettings, resolveSettings } from '../resolve-settings';
import { SettingsService } from '../settings.service';
import { SETTINGS_CHANNEL, SettingsRepository } from './settings.repository';
import { storedValues } from './stored-values';

/** A change that was not heard of is seen by then: one row by its key a second. */
const LOOK_EVERY_MS = 1_000;

/**
 * Has the stored settings in force in this process: before anything starts, at once when a change is announced, and
 * within a second when the announcement is lost.
 */
@Injectable()
export class SettingsRefresh implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SettingsRefresh.name);
  private version = -1;
  private reading: Promise<void> | undefined;
  private isWanted = false;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private lastComplaint = '';
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly settings: SettingsService,
    private readonly stored: SettingsRepository,
    private readonly box: SecretBox,
    private readonly notifications: NotificationListener,
    @Inject(RAW_ENVIRONMENT) private readonly raw: RawEnvironment,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
  }

  onApplicationBootstrap(): void {
    this.unsubscribe = this.notifications.subscribe(SETTINGS_CHANNEL, () => void this.refreshOrWarn());
    this.lookLater();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.unsubscribe();
    clearTimeout(this.timer);
    await this.reading?.catch(() => undefined);
  }

  /** What is committed when this is called is in force when it ends. */
  refresh(): Promise<void> {
    this.isWanted = true;
    this.reading ??= this.readWhileWanted().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readWhileWanted(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      const { version, rows } = await this.stored.read();
      const resolved = resolveSettings(this.raw, storedValues(rows, this.box));
      this.complain(resolved);
      this.version = version;
      this.settings.adopt(resolved.settings);
    }
  }

  private lookLater(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.look().finally(() => this.lookLater()), LOOK_EVERY_MS).unref();
  }

  /** The key of an unreadable secret may come back without a change of the settings: it is tried again each time. */
  private async look(): Promise<void> {
    try {
      const isUnreadable = this.settings.current().unreadableSecrets.length > 0;
      if (isUnreadable || (await this.stored.version()) !== this.version) await this.refresh();
    } catch (error) {
      this.warn(error);
    }
  }

  private async refreshOrWarn(): Promise<void> {
    await this.refresh().catch((error: unknown) => this.warn(error));
  }

  private warn(error: unknown): void {
    if (!this.isStopped)
      this.logger.warn(`The settings could not be read; tried again in a second: ${describeError(error)}`);
  }

  /** Says once what is wrong with what is stored: names only, never values. */
  private complain({ problems, settings: { unreadableSecrets } }: ResolvedSettings): void {
    const lines = problems.map(
      ({ key, message }) => `The stored setting ${definitionOf(key).label} ${message}; its default is used.`,
    );
    if (unreadableSecrets.length > 0) {
      const labels = unreadableSecrets.map((key) => definitionOf(key).label).join(', ');
      lines.push(
        `These stored secrets cannot be read with the key of this process: ${labels}. They are kept as they are, and what needs them waits. Operator: set APP_SECRET (or APP_SECRET_PREVIOUS) to the key they were stored with, or bring back app.secret in the data folder. If the key is lost: enter them anew in Settings.`,
      );
    }
    const complaint = lines.join('\n');
    if (complaint !== '' && complaint !== this.lastComplaint)
      lines.forEach((line) => this.logger.error(line));
    if (complaint === '' && this.lastComplaint !== '')
      this.logger.log('All stored settings can be used again.');
    this.lastComplaint = complaint;
  }
}
