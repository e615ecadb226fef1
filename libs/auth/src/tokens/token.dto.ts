import {
  API_TOKEN_ADDRESSES_MAX,
  API_TOKEN_LABEL_LENGTH_MAX,
  API_TOKEN_OVERLAP_HOURS_MAX,
  API_TOKEN_SCOPES,
  type ApiTokenScope,
  type GenerateApiToken,
} from '@oracle-integration/contracts';
import { IsMoment } from '@oracle-integration/platform';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  registerDecorator,
} from 'class-validator';
import { normalAddressRange } from './address-range';

/** Line breaks and other control characters are none that a person typed. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;

const trimmed = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);
const words = (name: string) => ({
  message: `${name} must be text of 1 to ${API_TOKEN_LABEL_LENGTH_MAX} characters on one line`,
});
const SCOPES = {
  message: `scopes must be a list of ${API_TOKEN_SCOPES.join(' and ')}, at least one of them`,
};
const ADDRESSES = {
  message: `allowedAddresses must be a list of at most ${API_TOKEN_ADDRESSES_MAX} addresses and ranges, such as ["203.0.113.7", "2001:db8::/32"]`,
};
const OVERLAP = {
  message: `overlapHours must be a whole number from 0 to ${API_TOKEN_OVERLAP_HOURS_MAX}`,
};

export class GenerateApiTokenBody implements GenerateApiToken {
  @IsOptional()
  @Transform(trimmed)
  @Matches(PRINTABLE, words('label'))
  @Length(1, API_TOKEN_LABEL_LENGTH_MAX, words('label'))
  label?: string;

  @IsOptional()
  @Transform(trimmed)
  @Matches(PRINTABLE, words('consumer'))
  @Length(1, API_TOKEN_LABEL_LENGTH_MAX, words('consumer'))
  consumer?: string;

  @IsOptional()
  @IsIn(API_TOKEN_SCOPES, { each: true, ...SCOPES })
  @ArrayNotEmpty(SCOPES)
  @IsArray(SCOPES)
  scopes?: ApiTokenScope[];

  @IsOptional()
  @IsAddressRange({ each: true })
  @ArrayMaxSize(API_TOKEN_ADDRESSES_MAX, ADDRESSES)
  @IsArray(ADDRESSES)
  allowedAddresses?: string[];

  @IsOptional()
  @IsMoment()
  expiresAt?: string;

  @IsOptional()
  @IsUUID('all', { message: 'replaces must be the id of an API token' })
  replaces?: string;

  @IsOptional()
  @Max(API_TOKEN_OVERLAP_HOURS_MAX, OVERLAP)
  @Min(0, OVERLAP)
  @IsInt(OVERLAP)
  overlapHours?: number;
}

export class ApiTokenParams {
  @IsUUID('all', { message: 'id must be the id of an API token' })
  id!: string;
}

function IsAddressRange({ each }: { each: boolean }): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isAddressRange',
      target: target.constructor,
      propertyName: String(propertyName),
      options: {
        each,
        message:
          'allowedAddresses must hold addresses such as 203.0.113.7, or ranges such as 203.0.113.0/24 and 2001:db8::/32',
      },
      validator: {
        validate: (value: unknown) => typeof value === 'string' && normalAddressRange(value) !== undefined,
      },
    });
}
