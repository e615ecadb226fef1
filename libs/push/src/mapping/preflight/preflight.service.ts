import { Injectable } from '@nestjs/common';
import type { PreflightsView, PreflightView, RequestPreflight } from '@oracle-integration/contracts';
import { causeView } from '@oracle-integration/queue';
import { SettingsAdminService } from '@oracle-integration/settings';
import { v7 as timeOrderedUuid } from 'uuid';
import { PreflightUnknownError } from '../mapping.errors';
import { nothingFound } from './preflight-findings';
import { type Preflight, PreflightRepository } from './preflight.repository';

/** Looks over what would be sent before anything is: what is fine, what would wait, and why. */
@Injectable()
export class PreflightService {
  constructor(
    private readonly preflights: PreflightRepository,
    private readonly settings: SettingsAdminService,
  ) {}

  /** @throws RequestInvalidError when the settings given do not fit */
  async request(
    { scope, from, to, courseIds, values }: RequestPreflight,
    by: string,
  ): Promise<PreflightView> {
    await this.settings.preview(values ?? {});
    const id = timeOrderedUuid();
    const order = {
      scope,
      from: from ?? null,
      to: to ?? null,
      courseIds: courseIds && courseIds.length > 0 ? courseIds : null,
      values: values ?? {},
    };
    await this.preflights.add(id, { order, findings: nothingFound(), requestedBy: by });
    return this.find(id);
  }

  /** @throws PreflightUnknownError */
  async find(id: string): Promise<PreflightView> {
    const preflight = await this.preflights.find(id);
    if (!preflight) throw new PreflightUnknownError(id);
    return preflightView(preflight);
  }

  async latest(): Promise<PreflightsView> {
    return { preflights: (await this.preflights.latest()).map(preflightView) };
  }

  /** @throws PreflightUnknownError */
  async cancel(id: string): Promise<PreflightView> {
    await this.preflights.end(id, 'cancelled', null);
    return this.find(id);
  }
}

function preflightView({ id, state, order, findings, ...rest }: Preflight): PreflightView {
  const groups = [...findings.groups].sort((one, other) => other.count - one.count);
  const { lookedAt, fine, parked, keptBack, changedSinceSent } = findings;
  return {
    id,
    state,
    scope: order.scope,
    from: order.from,
    to: order.to,
    courseIds: [...(order.courseIds ?? [])],
    lookedAt,
    fine,
    parked,
    keptBack: keptBack ?? 0,
    changedSinceSent,
    groups: groups.map(({ code, detail, count, people, courses }) => ({
      cause: causeView(code, detail),
      count,
      people,
      courses,
    })),
    requestedBy: rest.requestedBy,
    createdAt: rest.createdAt.toISOString(),
    finishedAt: rest.finishedAt?.toISOString() ?? null,
    failure: rest.failure,
  };
}
