import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PeoplePageView, PersonDetailView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ListPeopleQuery, PersonPath, PersonQuery } from './people.dto';
import { SitePeopleService } from './site-people.service';

@Controller('api/admin/people')
export class PeopleController {
  constructor(private readonly people: SitePeopleService) {}

  /** People by name, e-mail address, user name or staff number, and where their completions stand. */
  @Get()
  @Access('view')
  list(@Query() query: ListPeopleQuery): Promise<PeoplePageView> {
    return this.people.page(query);
  }

  /** One person, and where each of their completions stands. */
  @Get(':userId')
  @Access('view')
  person(@Param() { userId }: PersonPath, @Query() query: PersonQuery): Promise<PersonDetailView> {
    return this.people.person(userId, query);
  }
}
