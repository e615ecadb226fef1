import {
  API_TOKEN_LABEL_LENGTH_MAX,
  API_TOKEN_SCOPES,
  type ApiTokenScope,
  type GenerateApiToken,
} from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';
import type { ApiToken } from './api/token-queries';

/** The form of a new token as it stands. */
export interface TokenForm {
  label: string;
  consumer: string;
  scopes: ApiTokenScope[];
  /** Addresses and ranges, a line each. */
  addresses: string;
  /** `2026-12-31`, the last day it is valid; empty: it does not expire. */
  lastDay: string;
  /** Only when it takes another's place. */
  overlapHours: number;
}

export type TokenFaults = Partial<Record<keyof TokenForm, string>>;

const words = strings.tokens.form;

/** An empty form, or that of a token to be replaced. */
export function initialForm(replaced: ApiToken | null): TokenForm {
  return {
    label: replaced?.label ?? '',
    consumer: replaced?.consumer.name ?? '',
    scopes: replaced?.scopes ?? [...API_TOKEN_SCOPES],
    addresses: (replaced?.allowedAddresses ?? []).join('\n'),
    lastDay: '',
    overlapHours: replaced ? 24 : 0,
  };
}

/** What is wrong before it is worth sending. */
export function faultsOfForm({ label, scopes, lastDay }: TokenForm, now: Date): TokenFaults {
  return {
    ...(label.trim() === '' ? { label: words.labelMissing } : {}),
    ...(label.length > API_TOKEN_LABEL_LENGTH_MAX ? { label: words.labelTooLong } : {}),
    ...(scopes.length === 0 ? { scopes: words.scopesMissing } : {}),
    ...(lastDay !== '' && endOfDay(lastDay) <= now ? { lastDay: words.lastDayPast } : {}),
  };
}

/** What the service is asked for. */
export function toRequest(form: TokenForm, replaced: ApiToken | null): GenerateApiToken {
  const addresses = form.addresses.split(/[\s,;]+/).filter(Boolean);
  return {
    label: form.label.trim(),
    ...(form.consumer.trim() === '' ? {} : { consumer: form.consumer.trim() }),
    scopes: form.scopes,
    allowedAddresses: addresses,
    ...(form.lastDay === '' ? {} : { expiresAt: endOfDay(form.lastDay).toISOString() }),
    ...(replaced ? { replaces: replaced.id, overlapHours: form.overlapHours } : {}),
  };
}

/** The names of the form's fields by those of the request: the service words its refusals by the latter. */
export function faultsOfRefusal(errors: readonly { field: string; message: string }[]): TokenFaults {
  const names: Record<string, keyof TokenForm> = {
    label: 'label',
    consumer: 'consumer',
    scopes: 'scopes',
    allowedAddresses: 'addresses',
    expiresAt: 'lastDay',
    overlapHours: 'overlapHours',
  };
  return Object.fromEntries(
    errors.flatMap(({ field, message }) => {
      const name = names[field.replace(/[.[].*$/, '')];
      return name ? [[name, message]] : [];
    }),
  );
}

/** In the viewer's own zone: "until 31 December" includes the whole day where they are. */
function endOfDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 23, 59, 59);
}
