import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import {
  buildInfo,
  Clock,
  constantTimeEqual,
  describeError,
  ENVIRONMENT,
  type Environment,
  METRICS_REGISTRY,
  MetricsTokenWrongError,
} from '@oracle-integration/platform';
import { collectDefaultMetrics } from 'prom-client';
import { SERVICE_VERSION } from '../service-version';
import { showFigures } from './figure-gauges';
import { type ServiceFigures, ServiceFiguresService } from './service-figures.service';

/** Scrapers of several systems, and one that is impatient, cost the database one look in this time. */
const FRESH_MS = 5_000;
/** Prometheus gives up after 10 s; what the process knows by itself must be told before. */
const WAIT_MS = 2_000;

/** Tells Prometheus how the process and the whole are. */
@Injectable()
export class MetricsService implements OnModuleInit {
  private readonly logger = new Logger(MetricsService.name);
  private looking: Promise<ServiceFigures | undefined> | undefined;
  private last: { readonly figures: ServiceFigures; readonly readAt: number } | undefined;

  constructor(
    private readonly figures: ServiceFiguresService,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onModuleInit(): void {
    if (METRICS_REGISTRY.getSingleMetric('process_cpu_seconds_total') === undefined)
      collectDefaultMetrics({ register: METRICS_REGISTRY });
    buildInfo.set({ version: SERVICE_VERSION, role: this.environment.role, node: process.version }, 1);
  }

  /** Whether these are told on a port of their own. */
  get isElsewhere(): boolean {
    return this.environment.metrics.port !== undefined;
  }

  /**
   * Everything in the text form of Prometheus. A database that is away costs its figures and nothing else.
   *
   * @throws MetricsTokenWrongError
   */
  async text(authorization: string | undefined): Promise<string> {
    const { token } = this.environment.metrics;
    if (token !== undefined && !constantTimeEqual(authorization ?? '', `Bearer ${token}`))
      throw new MetricsTokenWrongError();
    showFigures(await this.freshFigures());
    return METRICS_REGISTRY.metrics();
  }

  private async freshFigures(): Promise<ServiceFigures | undefined> {
    const now = this.clock.now().getTime();
    if (this.last && now - this.last.readAt < FRESH_MS && now >= this.last.readAt) return this.last.figures;
    // A look that hangs is not joined by a second one.
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), WAIT_MS);
    });
    return Promise.race([this.looking, patience]).finally(() => clearTimeout(timer));
  }

  private async look(): Promise<ServiceFigures | undefined> {
    try {
      const figures = await this.figures.read();
      this.last = { figures, readAt: this.clock.now().getTime() };
      return figures;
    } catch (error) {
      this.logger.warn(`The metrics are without figures of the database: ${describeError(error)}`);
      return undefined;
    }
  }
}
