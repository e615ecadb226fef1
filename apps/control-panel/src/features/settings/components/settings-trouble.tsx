import type { SettingsView } from '@oracle-integration/contracts';
import type { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';

const words = strings.settings;

/** Why nothing was saved. What belongs to a field stands there as well; what was typed is kept. */
export function SettingsTrouble({ error, settings }: { error: ApiError; settings: SettingsView }) {
  const isConflict = error.code === 'SETTINGS.CHANGED_MEANWHILE';
  const fields = error.errors.map(({ field }) => settings.settings[field]?.label ?? field);
  return (
    <Notice
      tone={isConflict ? 'attention' : 'stopped'}
      title={isConflict ? words.conflictTitle : words.notSavedTitle}
      requestId={error.requestId}
    >
      {isConflict ? `${error.message} ${words.conflictHint}` : error.message}
      {fields.length > 0 && ` ${words.fieldsAtFault(fields)}`}
    </Notice>
  );
}
