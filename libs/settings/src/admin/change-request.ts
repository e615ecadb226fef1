import type {
  ChangeSettingsRequest,
  SettingChanges,
  TestConnectionRequest,
} from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';

/**
 * Reads the body of a change: `{"version","changes"}`, or a flat object of new values by key.
 *
 * @throws RequestInvalidError for what is neither; whether keys and values fit is looked at elsewhere
 */
export function parseChangeRequest(body: unknown): ChangeSettingsRequest {
  const given = objectOf(body, 'the body');
  if (!Object.hasOwn(given, 'changes') && !Object.hasOwn(given, 'version'))
    return { changes: changesOf(given) };
  const { version, changes, ...rest } = given;
  const unknown = Object.keys(rest);
  if (unknown.length > 0) {
    refuse(unknown[0]!, `${unknown.join(', ')} cannot stand beside version and changes: put it into changes`);
  }
  if (version !== undefined && (!Number.isSafeInteger(version) || Number(version) < 0)) {
    refuse('version', 'version must be the number that GET answered');
  }
  return {
    ...(version === undefined ? {} : { version: Number(version) }),
    changes: changesOf(objectOf(changes, 'changes')),
  };
}

/** Reads the body of a connection test: nothing, or `{"values"}` that are not saved yet. */
export function parseTestRequest(body: unknown): Required<TestConnectionRequest> {
  if (body === undefined || body === null || body === '') return { values: {} };
  const { values = {}, ...rest } = objectOf(body, 'the body');
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) refuse(unknown, `${unknown} is not a parameter of this endpoint`);
  return { values: changesOf(objectOf(values, 'values')) };
}

function objectOf(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(field, `${field} must be an object of new values by the key of their setting`);
  }
  return value as Record<string, unknown>;
}

/** Of what kind each value must be is said by its setting. */
function changesOf(given: Record<string, unknown>): SettingChanges {
  return given as SettingChanges;
}

function refuse(field: string, message: string): never {
  throw new RequestInvalidError([{ field, message }]);
}
