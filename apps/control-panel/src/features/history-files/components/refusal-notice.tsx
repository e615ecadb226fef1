import { Link } from '@tanstack/react-router';
import type { ApiError } from '../../../lib/api-error';
import { strings } from '../../../lib/strings';
import { Notice } from '../../../ui/notice';

/** Why a file could not be begun; where a setting is missing, the way there. */
export function RefusalNotice({ error }: { error: ApiError }) {
  return (
    <Notice
      tone="stopped"
      requestId={error.requestId}
      action={
        error.code === 'HISTORY_FILE.SETTINGS_MISSING' && (
          <Link to="/control-panel/settings" hash="history" className="text-link">
            {strings.historyFiles.form.toSettings}
          </Link>
        )
      }
    >
      {[error.message, ...error.errors.map(({ message }) => message)].join(' ')}
    </Notice>
  );
}
