import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ConfirmedCopyView } from '@oracle-integration/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { type Caller, SYSTEM_CALLER } from '../audit/audit-entry';
import { affectedRows, selectRows, type SqlExecutor } from '../database/sql';
import type { Environment } from '../env/environment';
import { ENVIRONMENT } from '../platform.tokens';
import { addressOf, type Home, type Place, signOfCopy } from './home';
import { InstallationService } from './installation.service';

/** A database that runs somewhere else than it did, until somebody says that this is right. */
export interface UnconfirmedCopy {
  readonly since: Date;
  /** By what it was seen, in words. */
  readonly sign: string;
}

interface KnownHome extends Home {
  readonly isCopy: boolean;
  readonly copySign: string | null;
  readonly copyAddress: string | null;
}

/** An address more than anybody moves through; the oldest is forgotten. */
const ADDRESSES_MAX = 10;

/**
 * Knows a copy of the database from the database itself: what a staging system was restored from must not go on sending
 * to production. What was found stands in the database, so that every process goes by it.
 */
@Injectable()
export class CopyGuard {
  private readonly logger = new Logger(CopyGuard.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly installation: InstallationService,
    private readonly audit: AuditService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Looks at a start whether the database is at home here. Its first start anywhere makes that its home. */
  async recognise(): Promise<void> {
    await this.installation.cursorKey();
    const sign = await this.dataSource.transaction(async (manager) => {
      const home = await this.lockedHome(manager);
      const place = await this.place(manager);
      const found = signOfCopy(home, place);
      if (found !== undefined) await this.noteCopy(manager, found, place);
      // A process that was not told its address cannot see the sign that another has seen.
      else if (!home.isCopy || place.address !== undefined) await this.settle(manager, home, place);
      return found;
    });
    if (sign === undefined) return;
    this.logger.error(
      `This database is a copy: ${sign}. Nothing is sent to Oracle until a manager confirms that this installation shall (Overview, or oracle-integration confirm-copy).`,
    );
  }

  /** The copy that nobody has confirmed; `null` when the database is at home. */
  async unconfirmed(): Promise<UnconfirmedCopy | null> {
    const [row] = await selectRows<{ since: Date; sign: string | null }>(
      this.dataSource,
      'SELECT copy_since AS since, copy_sign AS sign FROM installations WHERE id = 1 AND copy_since IS NOT NULL',
    );
    return row ? { since: row.since, sign: row.sign ?? '' } : null;
  }

  /** Makes this place the home. Written to the audit log, for it lets deliveries go out. */
  confirm(caller: Caller): Promise<ConfirmedCopyView> {
    return this.dataSource.transaction(async (manager) => {
      const home = await this.lockedHome(manager);
      if (!home.isCopy) return { confirmed: false };
      // Whoever confirms it from the command line may not know the address under which it was seen.
      const addresses = home.copyAddress === null ? home.addresses : [...home.addresses, home.copyAddress];
      await this.settle(manager, { server: null, database: null, addresses }, await this.place(manager));
      const details = { sign: home.copySign };
      await this.audit.record({ ...caller, action: 'installation.copy_confirmed', details }, manager);
      return { confirmed: true };
    });
  }

  private async lockedHome(manager: EntityManager): Promise<KnownHome> {
    const [row] = await selectRows<KnownHome>(
      manager,
      `SELECT home_server AS server, home_database AS database, home_addresses AS addresses,
              copy_since IS NOT NULL AS "isCopy", copy_sign AS "copySign", copy_address AS "copyAddress"
         FROM installations WHERE id = 1 FOR UPDATE`,
    );
    return row!;
  }

  private async place(executor: SqlExecutor): Promise<Place> {
    const [row] = await selectRows<{ database: string; mayAsk: boolean }>(
      executor,
      `SELECT oid::text AS database, has_function_privilege('pg_control_system()', 'execute') AS "mayAsk"
         FROM pg_database WHERE datname = current_database()`,
    );
    const { database, mayAsk } = row!;
    const [server] = mayAsk
      ? await selectRows<{ id: string }>(
          executor,
          'SELECT system_identifier::text AS id FROM pg_control_system()',
        )
      : [];
    return { server: server?.id ?? null, database, address: addressOf(this.environment.publicUrl) };
  }

  private async settle(manager: EntityManager, home: Home, place: Place): Promise<void> {
    const addresses = place.address === undefined ? [] : [place.address];
    await affectedRows(
      manager,
      `UPDATE installations
          SET home_server = $1, home_database = $2, home_addresses = $3,
              copy_since = NULL, copy_sign = NULL, copy_address = NULL
        WHERE id = 1`,
      [
        home.server ?? place.server,
        place.database,
        [...new Set([...home.addresses, ...addresses])].slice(-ADDRESSES_MAX),
      ],
    );
  }

  private async noteCopy(manager: EntityManager, sign: string, { address }: Place): Promise<void> {
    const isNew = await affectedRows(
      manager,
      `UPDATE installations SET copy_since = now(), copy_sign = $1, copy_address = $2
        WHERE id = 1 AND copy_since IS NULL`,
      [sign, address ?? null],
    );
    if (isNew === 1)
      await this.audit.record(
        { ...SYSTEM_CALLER, action: 'installation.copy_found', details: { sign } },
        manager,
      );
  }
}
