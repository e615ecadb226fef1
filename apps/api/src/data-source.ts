import { AUTH_ENTITIES } from '@oracle-integration/auth';
import { COMPLETIONS_ENTITIES } from '@oracle-integration/completions';
import { buildDataSourceOptions, PLATFORM_ENTITIES } from '@oracle-integration/platform';
import { PULL_ENTITIES } from '@oracle-integration/pull';
import { PUSH_ENTITIES } from '@oracle-integration/push';
import { QUEUE_ENTITIES } from '@oracle-integration/queue';
import { SETTINGS_ENTITIES } from '@oracle-integration/settings';
import { TOTARA_ENTITIES } from '@oracle-integration/totara';
import { DataSource } from 'typeorm';
import { ALERT_ENTITIES } from './alerts/alert.entities';
import { ErasureEntity } from './erasures/erasure.entity';
import { CreatePlatform1795392000001 } from './migrations/1795392000001-create-platform';
import { CreateManagersAndTokens1795392000002 } from './migrations/1795392000002-create-managers-and-tokens';
import { CreateLedger1795392000003 } from './migrations/1795392000003-create-ledger';
import { CreateQueue1795392000004 } from './migrations/1795392000004-create-queue';
import { CreateCapturePositions1795392000005 } from './migrations/1795392000005-create-capture-positions';
import { AddLifeCycle1795392000006 } from './migrations/1795392000006-add-life-cycle';
import { CreateWebhookMessages1795392000007 } from './migrations/1795392000007-create-webhook-messages';
import { CreateImports1795392000008 } from './migrations/1795392000008-create-imports';
import { CreateBackfills1795392000009 } from './migrations/1795392000009-create-backfills';
import { CreateReconciliation1795392000010 } from './migrations/1795392000010-create-reconciliation';
import { AddDeliveryLog1795392000011 } from './migrations/1795392000011-add-delivery-log';
import { AddConsumers1795392000012 } from './migrations/1795392000012-add-consumers';
import { AddAcknowledgements1795392000020 } from './migrations/1795392000020-add-acknowledgements';
import { IndexStatusForPull1795392000021 } from './migrations/1795392000021-index-status-for-pull';
import { CreatePullRequests1795392000022 } from './migrations/1795392000022-create-pull-requests';
import { ListQueue1795392000013 } from './migrations/1795392000013-list-queue';
import { CreateDirectory1795392000014 } from './migrations/1795392000014-create-directory';
import { CreateHourlyCounts1795392000015 } from './migrations/1795392000015-create-hourly-counts';
import { WalkStandings1795392000016 } from './migrations/1795392000016-walk-standings';
import { AddApiTokenLimits1795392000030 } from './migrations/1795392000030-add-api-token-limits';
import { CreateRateBudgets1795392000031 } from './migrations/1795392000031-create-rate-budgets';
import { CreateSettings1795392000040 } from './migrations/1795392000040-create-settings';
import { CreateAudit1795392000050 } from './migrations/1795392000050-create-audit';
import { AddAccounts1795392000051 } from './migrations/1795392000051-add-accounts';
import { CreateErasures1795392000060 } from './migrations/1795392000060-create-erasures';
import { CountAcknowledged1795392000070 } from './migrations/1795392000070-count-acknowledged';
import { CreateLookupRows1795392000090 } from './migrations/1795392000090-create-lookup-rows';
import { CreateMappingPreflights1795392000091 } from './migrations/1795392000091-create-mapping-preflights';
import { CreateSiteNumbers1795392000098 } from './migrations/1795392000098-create-site-numbers';
import { CreateHistoryFiles1795392000100 } from './migrations/1795392000100-create-history-files';
import { CreateHistoryUploads1795392000103 } from './migrations/1795392000103-create-history-uploads';
import { CountKeptBack1795392000105 } from './migrations/1795392000105-count-kept-back';
import { AddInstallationHome1795392000120 } from './migrations/1795392000120-add-installation-home';
import { CreateAlerts1795392000121 } from './migrations/1795392000121-create-alerts';
import { NoteCountingPolicy1795392000122 } from './migrations/1795392000122-note-counting-policy';

const ENTITIES = [
  ...PLATFORM_ENTITIES,
  ...SETTINGS_ENTITIES,
  ...AUTH_ENTITIES,
  ...COMPLETIONS_ENTITIES,
  ...QUEUE_ENTITIES,
  ...PUSH_ENTITIES,
  ...PULL_ENTITIES,
  ...TOTARA_ENTITIES,
  ErasureEntity,
  ...ALERT_ENTITIES,
];

const MIGRATIONS = [
  CreatePlatform1795392000001,
  CreateManagersAndTokens1795392000002,
  CreateLedger1795392000003,
  CreateQueue1795392000004,
  CreateCapturePositions1795392000005,
  AddLifeCycle1795392000006,
  CreateWebhookMessages1795392000007,
  CreateImports1795392000008,
  CreateBackfills1795392000009,
  CreateReconciliation1795392000010,
  AddDeliveryLog1795392000011,
  AddConsumers1795392000012,
  AddAcknowledgements1795392000020,
  IndexStatusForPull1795392000021,
  CreatePullRequests1795392000022,
  ListQueue1795392000013,
  CreateDirectory1795392000014,
  CreateHourlyCounts1795392000015,
  WalkStandings1795392000016,
  AddApiTokenLimits1795392000030,
  CreateRateBudgets1795392000031,
  CreateSettings1795392000040,
  CreateAudit1795392000050,
  AddAccounts1795392000051,
  CreateErasures1795392000060,
  CountAcknowledged1795392000070,
  CreateLookupRows1795392000090,
  CreateMappingPreflights1795392000091,
  CreateSiteNumbers1795392000098,
  CreateHistoryFiles1795392000100,
  CreateHistoryUploads1795392000103,
  CountKeptBack1795392000105,
  AddInstallationHome1795392000120,
  CreateAlerts1795392000121,
  NoteCountingPolicy1795392000122,
];

/** The data source of the whole service, not yet connected. */
export function serviceDataSource(url: string, poolSize?: number): DataSource {
  return new DataSource(
    buildDataSourceOptions({ url, entities: ENTITIES, migrations: MIGRATIONS, poolSize }),
  );
}
