import { HistoryFileState } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { Notice } from '../../../ui/notice';
import { ExactTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { type HistoryFile, isBeingMade } from '../api/history-file';
import { lookOfFile, orderWords } from '../history-file-look';
import { FileActions } from './file-actions';
import { FileFigures } from './file-figures';
import { FileProgress } from './file-progress';
import { ReasonList } from './reason-list';

const words = strings.historyFiles.file;

interface FileCardProps {
  file: HistoryFile;
  onBegun: () => void;
}

/** One file, or one look: what was asked for, how far it has come, what it comes to. */
export function FileCard({ file, onBegun }: FileCardProps) {
  const { mayManage } = useViewer();
  const { state, dryRun, createdAt, requestedBy, failure } = file;
  const look = lookOfFile(file);
  return (
    <Section
      heading={dryRun ? words.headings.look : words.headings.file}
      purpose={`${orderWords(file)}.`}
      aside={<StatusWord tone={look.tone}>{look.word}</StatusWord>}
    >
      <p className="quiet">
        <ExactTime moment={createdAt} /> · <bdi>{requestedBy}</bdi>
      </p>
      {isBeingMade(file) && <FileProgress file={file} />}
      {failure && (
        <Notice tone="stopped" title={words.failedTitle}>
          {failure}
        </Notice>
      )}
      <Remark file={file} />
      <FileFigures file={file} />
      {state === HistoryFileState.Finished && mayManage && <FileActions file={file} onBegun={onBegun} />}
      <ReasonList reasons={file.reasons} />
    </Section>
  );
}

/** Why there is nothing to download. */
function Remark({ file: { state, selected, written } }: { file: HistoryFile }) {
  if (state === HistoryFileState.Removed) return <Notice tone="off">{words.removedText}</Notice>;
  if (state === HistoryFileState.Cancelled) return <Notice tone="off">{words.cancelledText}</Notice>;
  if (state !== HistoryFileState.Finished || written > 0) return null;
  if (selected === 0) return <Notice tone="progress">{words.nothingSelected}</Notice>;
  return <Notice tone="attention">{words.nothingWritten}</Notice>;
}
