import { CaptureState, type CaptureStatusView } from '@oracle-integration/contracts';
import type { CapturePositionEntity } from './capture-position.entity';

/** What a manager sees of the road from Totara. */
export function captureStatusView(
  siteId: string,
  source: string | null,
  position: CapturePositionEntity | null,
): CaptureStatusView {
  const trouble = troubleOf(position);
  return {
    state: stateOf(source, position, trouble),
    siteId,
    source,
    rowsRead: Number(position?.rowsRead ?? 0),
    firstLoadFinishedAt: position?.firstLoadFinishedAt?.toISOString() ?? null,
    lastReadAt: position?.lastReadAt?.toISOString() ?? null,
    trouble: source === null ? null : trouble,
  };
}

function stateOf(
  source: string | null,
  position: CapturePositionEntity | null,
  trouble: CaptureStatusView['trouble'],
): CaptureState {
  if (source === null) return CaptureState.NotConfigured;
  if (trouble) return CaptureState.Trouble;
  if (!position?.phase) return CaptureState.Starting;
  return position.firstLoadFinishedAt ? CaptureState.Following : CaptureState.Loading;
}

function troubleOf(position: CapturePositionEntity | null): CaptureStatusView['trouble'] {
  if (!position?.troubleCode) return null;
  return {
    code: position.troubleCode,
    reason: position.troubleReason ?? '',
    action: position.troubleAction ?? '',
    since: position.troubleSince?.toISOString() ?? new Date(0).toISOString(),
  };
}
