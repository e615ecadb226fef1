import type { AppError } from '@oracle-integration/platform';
import {
  AddressRateExceededError,
  ApiTokenAddressNotAllowedError,
  ApiTokenExpiredError,
  ApiTokenMiscopiedError,
  ApiTokenMissingError,
  ApiTokenRateExceededError,
  ApiTokenRevokedError,
  ApiTokenScopeMissingError,
  ApiTokenUnknownError,
  WrongTokensTooManyError,
} from './api-token.errors';

const SOME_TIME = new Date('2026-02-01T14:03:40.000Z');
const WAIT_SECONDS = 12;

/** One of each refusal that a route for API tokens may answer with, for its description. */
export const TOKEN_REFUSALS: readonly AppError[] = [
  new ApiTokenMissingError(),
  new ApiTokenUnknownError(),
  new ApiTokenMiscopiedError(),
  new ApiTokenExpiredError(SOME_TIME),
  new ApiTokenRevokedError(SOME_TIME),
  new ApiTokenAddressNotAllowedError('198.51.100.7'),
  new ApiTokenScopeMissingError('ack'),
  new ApiTokenRateExceededError(60_000, WAIT_SECONDS),
  new AddressRateExceededError(120_000, WAIT_SECONDS),
  new WrongTokensTooManyError(WAIT_SECONDS),
];
