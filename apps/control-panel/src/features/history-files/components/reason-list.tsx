import type { HistoryReasonView } from '@oracle-integration/contracts';
import { Link } from '@tanstack/react-router';
import { isLookupTable, mappingTabOf } from '../../../lib/mapping-place';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';

const words = strings.historyFiles.file;

/** Why completions are left out, the most frequent first; where a table mends it, the way there. */
export function ReasonList({ reasons }: { reasons: readonly HistoryReasonView[] }) {
  const { mayManage } = useViewer();
  if (reasons.length === 0) return null;
  return (
    <ul className="history-reasons" aria-label={words.reasons}>
      {reasons.map(({ code, reason, count }) => {
        const tab = mappingTabOf(code);
        return (
          <li key={code}>
            <span>{reason}</span>
            <strong>{words.reasonCount(count)}</strong>
            {mayManage && tab && isLookupTable(tab) && (
              <Link to="/control-panel/mapping" search={{ tab }} className="text-link">
                {words.toTable[tab]}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
