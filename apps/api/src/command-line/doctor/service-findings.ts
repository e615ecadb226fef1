import type { INestApplicationContext } from '@nestjs/common';
import type { ConnectionTestView, OverviewView } from '@oracle-integration/contracts';
import { Clock, selectRows } from '@oracle-integration/platform';
import { ConnectionTestService } from '@oracle-integration/push';
import { SETTING_DEFINITIONS, type Settings, SettingsService } from '@oracle-integration/settings';
import { TotaraConnectionTestService } from '@oracle-integration/totara';
import { DataSource } from 'typeorm';
import { OverviewService } from '../../overview/overview.service';
import { COMMAND_LINE } from '../open-service';
import { failed, type Finding, ok, warning } from './finding';
import { oracleClockFinding } from './oracle-clock-finding';

/** A completion that waits longer, though nothing holds it, waits for something that should be looked at. */
const WAITING_MINUTES = 15;
/** Held by the process that reads the site. */
const CAPTURE_LEASE = 'totara-capture';

/** What the service knows of itself and of those it speaks to. */
export async function serviceFindings(service: INestApplicationContext): Promise<Finding[]> {
  const settings = service.get(SettingsService).current();
  const overview = await service.get(OverviewService).overview();
  return [
    secretsFinding(settings),
    switchesFinding(settings),
    ...(await totaraFindings(service, settings)),
    ...(await oracleFindings(service, settings)),
    await leasesFinding(service, settings),
    ...holdFindings(overview),
    stoppedFinding(overview),
    ageFinding(overview, service.get(Clock).now()),
    ok(
      'Backups',
      'cannot be seen from here: docs/backup.md says how they are made, and how a restore is tried',
    ),
  ];
}

function secretsFinding({ unreadableSecrets }: Settings): Finding {
  if (unreadableSecrets.length === 0) return ok('Stored secrets', 'all can be read');
  const labels = unreadableSecrets.map((key) => SETTING_DEFINITIONS[key].label);
  return failed(
    'Stored secrets',
    `cannot be read with the key of this process: ${labels.join(', ')}`,
    'Operator: set APP_SECRET (or APP_SECRET_PREVIOUS) to the key they were stored with, or bring back app.secret. If it is lost, You: enter them anew in Settings.',
  );
}

function switchesFinding({ integrationEnabled, pushEnabled, pullEnabled }: Settings): Finding {
  if (!integrationEnabled)
    return warning(
      'Switches',
      'the integration is off',
      'You: Settings → Enable integration, when it shall run.',
    );
  const off = [...(pushEnabled ? [] : ['Push']), ...(pullEnabled ? [] : ['Pull API'])];
  return ok('Switches', off.length === 0 ? 'everything is on' : `on, without ${off.join(' and ')}`);
}

async function totaraFindings(service: INestApplicationContext, settings: Settings): Promise<Finding[]> {
  if (settings.totaraDatabaseUrl === undefined && !settings.unreadableSecrets.includes('totaraDatabaseUrl')) {
    return [
      warning(
        'Totara',
        'no database is set',
        'You: enter Database address in Settings → Totara, unless only webhooks or files are used.',
      ),
    ];
  }
  return connectionFindings('Totara', await service.get(TotaraConnectionTestService).test({}, COMMAND_LINE));
}

async function oracleFindings(service: INestApplicationContext, settings: Settings): Promise<Finding[]> {
  if (!settings.pushEnabled) return [ok('Oracle', 'not looked at: Push is off')];
  const view = await service.get(ConnectionTestService).test({}, COMMAND_LINE);
  const clock = view.ok ? await oracleClockFinding(settings) : undefined;
  return [...connectionFindings('Oracle', view), ...(clock ? [clock] : [])];
}

/** The steps that are not as they should be; one line when all are. */
function connectionFindings(name: string, { ok: isOk, steps }: ConnectionTestView<string>): Finding[] {
  const findings = steps
    .filter(({ result }) => result === 'failed' || result === 'warning')
    .map(({ title, result, detail, action }) => {
      const todo = action ?? 'Operator: see the detail.';
      return result === 'failed'
        ? failed(name, `"${title}" is not so. ${detail}`, todo)
        : warning(name, `${title}: ${detail}`, todo);
    });
  if (!isOk || findings.length > 0) return findings;
  const passed = steps.filter(({ result }) => result === 'ok').map(({ title }) => title);
  return [ok(name, passed.join(', '))];
}

async function leasesFinding(service: INestApplicationContext, settings: Settings): Promise<Finding> {
  const rows = await selectRows<{ name: string; holder: string }>(
    service.get(DataSource),
    'SELECT name, holder FROM leases WHERE expires_at > now() ORDER BY name LIMIT 50',
  );
  const isRead = rows.some(({ name }) => name === CAPTURE_LEASE);
  if (isRead || (rows.length > 0 && settings.totaraDatabaseUrl === undefined)) {
    const holders = [...new Set(rows.map(({ holder }) => holder))];
    return ok('Work', `${rows.map(({ name }) => name).join(', ')} held by ${holders.join(', ')}`);
  }
  if (!settings.integrationEnabled || settings.totaraDatabaseUrl === undefined)
    return ok('Work', 'no process holds a lease, and there is nothing to read');
  return warning(
    'Work',
    'no process reads Totara now',
    'Operator: start the service, or a process with ROLE=worker. A minute after a crash this may be so.',
  );
}

function holdFindings({ holds, capture }: OverviewView): Finding[] {
  const troubles = [...(capture.trouble ? [capture.trouble] : []), ...holds];
  if (troubles.length === 0) return [ok('Holds', 'nothing is held up')];
  return troubles.map(({ reason, since, action, code }) =>
    failed('Hold', `${reason} Since ${since} (${code}).`, action),
  );
}

function stoppedFinding({ queue: { dead, parked } }: OverviewView): Finding {
  if (dead + parked === 0) return ok('Stopped items', 'none');
  return warning(
    'Stopped items',
    `${dead} dead, ${parked} parked`,
    'You: Queue → Groups shows the causes and who must act; then press Send again, or run oracle-integration requeue.',
  );
}

function ageFinding({ oldestWaitingAt, holds, push }: OverviewView, now: Date): Finding {
  if (oldestWaitingAt === null) return ok('Oldest waiting', 'nothing waits');
  const minutes = Math.floor((now.getTime() - Date.parse(oldestWaitingAt)) / 60_000);
  const detail = `queued ${minutes} minutes ago`;
  if (minutes < WAITING_MINUTES || holds.length > 0 || !push.enabled) return ok('Oldest waiting', detail);
  return warning(
    'Oldest waiting',
    detail,
    'Operator: see that a process with ROLE=worker (or all) runs. You: the Queue shows whether it fails and when it is tried again.',
  );
}
