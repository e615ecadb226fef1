import { DeliveryDesk } from './delivery/delivery-desk';
import { DeliveryStats } from './delivery/delivery-stats';
import { RecentItems } from './delivery/recent-items';
import { FaultPlan } from './faults/fault-plan';
import { HeldConnections } from './http/held-connections';
import type { SandboxOptions } from './sandbox-options';
import { DataLoadDesk } from './fusion/data-load/data-load-desk';
import { FusionWorld } from './fusion/fusion-world';
import { OrdsTable } from './ords/ords-table';
import { SurfaceStats } from './surface/surface-stats';
import { StatementStore } from './xapi/statement-store';
import { TokenStore } from './token/token-store';

/** Who may come in; the rest of the options is about listening. */
export type SandboxAccess = Omit<SandboxOptions, 'port' | 'host'>;

/** Time in milliseconds since the epoch, and a random number from 0 to below 1. */
export interface SandboxSurroundings {
  now: () => number;
  random: () => number;
}

/** Everything a sandbox remembers, and the one place where it forgets. */
export class SandboxState {
  readonly faults: FaultPlan;
  readonly tokens: TokenStore;
  readonly stats = new DeliveryStats();
  readonly recent = new RecentItems();
  readonly held = new HeldConnections();
  readonly desk: DeliveryDesk;
  readonly xapiStats = new SurfaceStats();
  readonly statements = new StatementStore();
  readonly fusionStats = new SurfaceStats();
  readonly fusion = new FusionWorld();
  readonly dataLoad: DataLoadDesk;
  readonly ordsStats = new SurfaceStats();
  readonly ordsTable = new OrdsTable();

  constructor(
    readonly access: SandboxAccess,
    readonly surroundings: SandboxSurroundings,
  ) {
    this.faults = new FaultPlan(surroundings.now);
    this.tokens = new TokenStore(surroundings.now);
    this.dataLoad = new DataLoadDesk(surroundings.now, access.loadSeconds * 1000);
    this.desk = new DeliveryDesk({ ...surroundings, stats: this.stats, recent: this.recent });
  }

  clear(): void {
    this.faults.clear();
    this.held.releaseAll();
    this.tokens.clear();
    this.stats.clear();
    this.recent.clear();
    this.desk.clear();
    this.xapiStats.clear();
    this.statements.clear();
    this.fusionStats.clear();
    this.fusion.clear();
    this.dataLoad.clear();
    this.ordsStats.clear();
    this.ordsTable.clear();
  }
}
