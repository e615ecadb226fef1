import {
  type ListPeopleParams,
  PEOPLE_PAGE_LIMIT_MAX,
  type PersonParams,
  SEARCH_TEXT_LENGTH_MAX,
} from '@oracle-integration/contracts';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { asInteger } from '../query-values';

const LIMIT = { message: `limit must be a whole number from 1 to ${PEOPLE_PAGE_LIMIT_MAX}` };
const SEARCH = { message: `q must be one text of at most ${SEARCH_TEXT_LENGTH_MAX} characters` };
const CURSOR = { message: 'cursor must be what this list gave out, and be given once' };
const SITE = { message: 'site must be the name of one site' };
const USER = { message: 'userId must be the number of a person in Totara' };

class PageQuery {
  @IsOptional()
  @MaxLength(2_000, CURSOR)
  @IsString(CURSOR)
  cursor?: string;

  @IsOptional()
  @Transform(({ value }) => asInteger(value))
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(PEOPLE_PAGE_LIMIT_MAX, LIMIT)
  limit?: number;
}

export class ListPeopleQuery extends PageQuery implements ListPeopleParams {
  @IsOptional()
  @MaxLength(SEARCH_TEXT_LENGTH_MAX, SEARCH)
  @IsString(SEARCH)
  q?: string;
}

export class PersonQuery extends PageQuery implements PersonParams {
  @IsOptional()
  @MaxLength(200, SITE)
  @IsString(SITE)
  site?: string;
}

export class PersonPath {
  @Transform(({ value }) => asInteger(value))
  @IsInt(USER)
  userId!: number;
}
