import { BackfillState, type BackfillView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { Notice } from '../../../ui/notice';
import { ProgressBar } from '../../../ui/progress-bar';
import { ExactTime } from '../../../ui/relative-time';
import { StatusWord } from '../../../ui/status-word';
import type { Tone } from '../../../ui/tone';
import { BackfillButtons } from './backfill-buttons';

const words = strings.backfill;

const TONES: Readonly<Record<BackfillState, Tone>> = {
  [BackfillState.Counting]: 'progress',
  [BackfillState.Running]: 'progress',
  [BackfillState.Paused]: 'attention',
  [BackfillState.Finished]: 'ok',
  [BackfillState.Cancelled]: 'off',
  [BackfillState.Failed]: 'stopped',
};

/** One run: what was asked for, how far it has come, what it found. */
export function BackfillPicture({ backfill }: { backfill: BackfillView }) {
  const { mayManage } = useViewer();
  const { state, dryRun, lookedAt, estimatedTotal, summary, notices, failure, estimatedFinishAt } = backfill;
  const hasEnded = state === BackfillState.Finished || state === BackfillState.Cancelled;
  return (
    <div className="backfill">
      <div className="backfill-head">
        <StatusWord tone={TONES[state]}>{words.states[state]}</StatusWord>
        <span className="quiet">
          {dryRun ? words.dryRun : words.realRun} · <ExactTime moment={new Date(backfill.createdAt)} />
        </span>
      </div>
      <p>{summary}</p>
      {!hasEnded && <ProgressBar label={words.progress} done={lookedAt} total={estimatedTotal} />}
      {estimatedFinishAt && !hasEnded && (
        <p className="quiet">
          {words.finishesAbout} <ExactTime moment={new Date(estimatedFinishAt)} />
        </p>
      )}
      <CountList backfill={backfill} />
      {failure && <Notice tone="stopped">{failure}</Notice>}
      {notices.map((notice) => (
        <p key={notice} className="quiet">
          {notice}
        </p>
      ))}
      {mayManage && <BackfillButtons backfill={backfill} />}
    </div>
  );
}

function CountList({ backfill: { counts } }: { backfill: BackfillView }) {
  const lines = (['new', 'alreadySent', 'alreadyWaiting', 'stopped'] as const).filter(
    (name) => counts[name] > 0,
  );
  if (lines.length === 0) return null;
  return (
    <ul className="backfill-counts">
      {lines.map((name) => (
        <li key={name}>{words.counts[name](counts[name])}</li>
      ))}
    </ul>
  );
}
