import type { RequestPreviewView } from '@oracle-integration/contracts';
import type { Settings } from '@oracle-integration/settings';
import { urlOf } from '../target/delivery-target';
import type { ProfileRequest } from './conversation';

/** A request as a screen may show it: where it would go, without the token and without other secrets. */
export function shownRequest(
  { method, path, headers, body = '', secrets = [] }: Omit<ProfileRequest, 'batchId'>,
  settings: Settings,
): RequestPreviewView {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    secrets.includes(value) ? '***' : value,
  ]);
  return {
    method,
    url: urlOf(settings, path),
    headers: { authorization: 'Bearer ***', ...(Object.fromEntries(shown) as Record<string, string>) },
    body,
  };
}
