import type { DatabaseContent } from './benchmark';
import { onDatabase } from './on-database';

type Migrate = (adminUrl: string, name: string) => Promise<string>;

const MIGRATED = 'bench_migrated';

/** The databases of a run. What two benchmarks need alike is made once and copied, which takes a second. */
export class BenchDatabases {
  private readonly templates = new Map<string, Promise<string>>();
  private created: string[] = [];

  constructor(
    private readonly adminUrl: string,
    private readonly migrate: Migrate,
  ) {}

  /** With the service's schema, made by the service's own migrations. */
  async createMigrated(name: string): Promise<string> {
    return this.create(name, await this.template(MIGRATED, () => this.makeMigrated()));
  }

  /** With the service's schema and something in it. */
  async createFilled(name: string, content: DatabaseContent): Promise<string> {
    const template = await this.template(`bench_template_${content.name}`, async (templateName) => {
      const migrated = await this.template(MIGRATED, () => this.makeMigrated());
      await content.fill(await this.copy(templateName, migrated));
    });
    return this.create(name, template);
  }

  createEmpty(name: string): Promise<string> {
    return this.create(name, 'template0');
  }

  /** Drops what the last benchmarks made; the templates stay. Else autovacuum would work on it beside the next. */
  async dropCreated(): Promise<void> {
    const names = this.created;
    this.created = [];
    for (const name of names) await onDatabase(this.adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }

  private create(name: string, template: string): Promise<string> {
    this.created.push(name);
    return this.copy(name, template);
  }

  private async copy(name: string, template: string): Promise<string> {
    const isSmall = template === 'template0' || template === MIGRATED;
    // Of a large one the files are copied: through the log it would be written twice.
    const strategy = isSmall ? 'wal_log' : 'file_copy';
    await onDatabase(this.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${strategy}`);
    const url = new URL(this.adminUrl);
    url.pathname = `/${name}`;
    return url.href;
  }

  private async makeMigrated(): Promise<void> {
    await this.copy(MIGRATED, 'template0');
    await this.migrate(this.adminUrl, MIGRATED);
  }

  /** Makes a template once, and answers its name. */
  private template(name: string, make: (name: string) => Promise<void>): Promise<string> {
    const made = this.templates.get(name) ?? make(name).then(() => name);
    this.templates.set(name, made);
    return made;
  }
}
