import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CompletionsModule, LedgerService } from '@oracle-integration/completions';
import type { CompletionView, WebhookMessageState, WebhookReceiptView } from '@oracle-integration/contracts';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PlatformModule,
  type RawEnvironment,
  selectRows,
} from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import { createTestDatabase, type ScratchSite } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { TotaraReaderProvider } from '../../reader/totara-reader.provider';
import { TOTARA_ENTITIES } from '../../totara.entities';
import { FollowUpService } from '../follow-up/follow-up.service';
import { MessageClaimRepository } from '../follow-up/message-claim.repository';
import { WebhookIntakeService } from '../intake/webhook-intake.service';
import { WebhookRefusalsService } from '../intake/webhook-refusals.service';
import { WebhookMessageRepository } from '../webhook-message.repository';
import { WebhookPurgeService } from '../webhook-purge.service';
import { WebhookStatusService } from '../webhook-status.service';
import { WEBHOOK_PROVIDERS } from '../webhook.providers';
import { SECRET, signed } from './a-message';

/** A message as a test looks at it. */
export interface KeptMessage {
  id: string;
  event: string;
  about: string | null;
  state: WebhookMessageState;
  attempts: number;
  reason: string | null;
  told: string | null;
  body: string;
}

/** The webhooks as one process has them. */
export interface WebhookProcess {
  readonly dataSource: DataSource;
  readonly intake: WebhookIntakeService;
  readonly refusals: WebhookRefusalsService;
  readonly followUps: FollowUpService;
  readonly claims: MessageClaimRepository;
  readonly messages: WebhookMessageRepository;
  readonly purges: WebhookPurgeService;
  readonly status: WebhookStatusService;
  readonly ledger: LedgerService;
}

/** The webhooks on a database of their own, without timers: a test says when messages are followed up. */
export interface WebhookStand extends WebhookProcess {
  /** Signs and sends one message. */
  send(message: string | object): Promise<WebhookReceiptView>;
  /** In the order in which they came. */
  kept(): Promise<KeptMessage[]>;
  /** What outsiders see of all records. */
  records(): Promise<CompletionView[]>;
  /** Each delivery that waits, as `user course`. */
  queued(): Promise<string[]>;
  /** As if the time to wait had passed; otherwise it does not, however long a test takes. */
  passWaits(): Promise<void>;
  /** One more process on the same database; variables given replace those of the stand. */
  anotherProcess(variables?: RawEnvironment): Promise<WebhookProcess>;
  close(): Promise<void>;
}

/** @param site asked for what messages are about; left out, no Totara database is configured */
export async function openWebhooks(
  site?: ScratchSite,
  variables: RawEnvironment = {},
): Promise<WebhookStand> {
  const database = await createTestDatabase();
  const ends: (() => Promise<void>)[] = [];
  const configured = { TOTARA_WEBHOOK_SECRET: SECRET, ...placeOf(site), ...variables };
  const anotherProcess = async (others: RawEnvironment = {}) => {
    const { end, ...process } = await startProcess(database.url, { ...configured, ...others });
    ends.push(end);
    return process;
  };
  const first = await anotherProcess();
  const rows = <Row>(sql: string) => selectRows<Row>(first.dataSource, sql);
  await first.dataSource.query(WAITS_ARE_LONG);
  return {
    ...first,
    anotherProcess,
    send: (message) => first.intake.receive(signed(message)),
    kept: () => rows(KEPT),
    records: async () => (await rows<{ json: CompletionView }>(RECORDS)).map(({ json }) => json),
    queued: async () => (await rows<{ line: string }>(QUEUED)).map(({ line }) => line),
    passWaits: async () => {
      await rows(`UPDATE webhook_messages SET next_attempt_at = now() - interval '1 second'
                   WHERE state IN ('waiting', 'failed')`);
    },
    close: async () => {
      for (const end of ends) await end();
      await database.drop();
    },
  };
}

/** Waits of a second end in the middle of what a slow machine does: whoever waits does so for an hour more. */
const WAITS_ARE_LONG = `
  CREATE FUNCTION wait_longer() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN NEW.next_attempt_at = NEW.next_attempt_at + interval '1 hour'; RETURN NEW; END $$;
  CREATE TRIGGER wait_longer BEFORE UPDATE ON webhook_messages FOR EACH ROW
    WHEN (OLD.state = 'working' AND NEW.next_attempt_at > now()) EXECUTE FUNCTION wait_longer()`;

const KEPT = 'SELECT id, event, about, state, attempts, reason, told, body FROM webhook_messages ORDER BY id';
const RECORDS = `SELECT public_json AS json FROM completion_records
  ORDER BY user_id, course_id, completed_at NULLS LAST, id`;
const QUEUED = `SELECT concat_ws(' ', record.user_id, record.course_id) AS line
   FROM queue_items item JOIN completion_records record ON record.id = item.record_id
  WHERE item.status = 'queued' ORDER BY record.user_id, record.course_id, item.id`;

function placeOf(site: ScratchSite | undefined): RawEnvironment {
  if (!site) return {};
  const { schema, prefix } = site.site.location;
  return { TOTARA_DATABASE_URL: site.url, TOTARA_SCHEMA: schema, TOTARA_TABLE_PREFIX: prefix };
}

@Module({})
class ProcessModule {}

async function startProcess(url: string, variables: RawEnvironment) {
  const dataSource = await new DataSource(
    buildDataSourceOptions({ url, entities: TOTARA_ENTITIES, migrations: [] }),
  ).initialize();
  // A process of role `api` follows nothing up by itself.
  const raw = { ...variables, ROLE: 'api' };
  const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
  const context = await NestFactory.createApplicationContext(
    {
      module: ProcessModule,
      imports: [platform, SettingsModule, CompletionsModule],
      providers: [TotaraReaderProvider, ...WEBHOOK_PROVIDERS],
    },
    { logger: false, abortOnError: false },
  );
  return {
    dataSource,
    intake: context.get(WebhookIntakeService),
    refusals: context.get(WebhookRefusalsService),
    followUps: context.get(FollowUpService),
    claims: context.get(MessageClaimRepository),
    messages: context.get(WebhookMessageRepository),
    purges: context.get(WebhookPurgeService),
    status: context.get(WebhookStatusService),
    ledger: context.get(LedgerService, { strict: false }),
    end: async () => {
      await context.close();
      await context.get(TotaraReaderProvider).close();
      await dataSource.destroy();
    },
  };
}
