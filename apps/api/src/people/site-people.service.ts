import { Injectable } from '@nestjs/common';
import { PeopleService } from '@oracle-integration/completions';
import type {
  ListPeopleParams,
  PeoplePageView,
  PersonDetailView,
  PersonParams,
} from '@oracle-integration/contracts';
import { SettingsService } from '@oracle-integration/settings';

/** People of all sites; who is asked for without a site is one of the configured one. */
@Injectable()
export class SitePeopleService {
  constructor(
    private readonly people: PeopleService,
    private readonly settings: SettingsService,
  ) {}

  page(params: ListPeopleParams): Promise<PeoplePageView> {
    return this.people.page(params);
  }

  person(userId: number, params: PersonParams): Promise<PersonDetailView> {
    return this.people.person(params.site ?? this.settings.current().totaraSiteId, userId, params);
  }
}
