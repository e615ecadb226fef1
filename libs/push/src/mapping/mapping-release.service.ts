import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SiteNumbers } from '@oracle-integration/completions';
import type { DeliveryCause, LookupTable } from '@oracle-integration/contracts';
import { describeError } from '@oracle-integration/platform';
import { RequeueService } from '@oracle-integration/queue';
import { type SettingKey, SettingsService } from '@oracle-integration/settings';

export const MAPPING_SETTING_KEYS: readonly SettingKey[] = [
  'mappingPersonField',
  'mappingPersonProfileField',
  'mappingPersonLookup',
  'mappingCourseField',
  'mappingCourseCustomField',
  'mappingCourseLookup',
  'mappingKeysRequired',
  'mappingKeyLengthMax',
  'mappingRefuseFuture',
  'mappingStatusCodes',
  'mappingConstants',
  'mappingBody',
];

type MappingCause = Extract<DeliveryCause, `MAPPING.${string}`>;

const CAUSES_OF_TABLE: Readonly<Record<LookupTable, readonly MappingCause[]>> = {
  people: ['MAPPING.PERSON_NOT_LINKED', 'MAPPING.TOO_LONG'],
  courses: ['MAPPING.COURSE_NOT_LINKED', 'MAPPING.TOO_LONG'],
};

const ALL_CAUSES: readonly MappingCause[] = [
  'MAPPING.PERSON_NUMBER_MISSING',
  'MAPPING.PERSON_NOT_LINKED',
  'MAPPING.COURSE_NUMBER_MISSING',
  'MAPPING.COURSE_NOT_LINKED',
  'MAPPING.EXPRESSION_FAILED',
  'MAPPING.TOO_LONG',
  'MAPPING.IN_THE_FUTURE',
];

/** What other numbers in Totara may mend. */
const CAUSES_OF_NUMBERS: readonly MappingCause[] = [
  'MAPPING.PERSON_NUMBER_MISSING',
  'MAPPING.PERSON_NOT_LINKED',
  'MAPPING.COURSE_NUMBER_MISSING',
  'MAPPING.COURSE_NOT_LINKED',
  'MAPPING.TOO_LONG',
];

/**
 * Lets go what waits for a mapping once the mapping is another: in portions, spread over time. What still cannot be
 * mapped is parked again, no attempt burned.
 */
@Injectable()
export class MappingRelease implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(MappingRelease.name);
  private unsubscribe: () => void = () => undefined;
  private wanted = new Set<MappingCause>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly requeues: RequeueService,
    private readonly settings: SettingsService,
    private readonly numbers: SiteNumbers,
  ) {}

  onApplicationBootstrap(): void {
    const unwatchSettings = this.settings.watch(MAPPING_SETTING_KEYS, () => void this.release(ALL_CAUSES));
    const unwatchNumbers = this.numbers.watch(() => void this.release(CAUSES_OF_NUMBERS));
    this.unsubscribe = () => {
      unwatchSettings();
      unwatchNumbers();
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    await this.running;
  }

  /** Ends when what waited for the table is in the line again. */
  tableChanged(table: LookupTable): Promise<void> {
    return this.release(CAUSES_OF_TABLE[table]);
  }

  /** What Totara itself may have mended meanwhile, and what lay in the future. */
  timePassed(): Promise<void> {
    return this.release(ALL_CAUSES);
  }

  private release(causes: readonly MappingCause[]): Promise<void> {
    causes.forEach((cause) => this.wanted.add(cause));
    this.running ??= this.releaseWanted().finally(() => (this.running = undefined));
    return this.running;
  }

  private async releaseWanted(): Promise<void> {
    while (this.wanted.size > 0) {
      const causes = [...this.wanted];
      this.wanted = new Set();
      for (const causeCode of causes) {
        try {
          await this.requeues.requeue({ statuses: ['parked'], causeCode });
        } catch (error) {
          this.logger.error(`What waits for the mapping could not be released: ${describeError(error)}`);
        }
      }
    }
  }
}
