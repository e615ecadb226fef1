import { HistoryUploadState, type HistoryUploadView } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { useViewer } from '../../../lib/viewer';
import { Figure } from '../../../ui/figure';
import { FigureList } from '../../../ui/figure-list';
import { Notice } from '../../../ui/notice';
import { ProgressBar } from '../../../ui/progress-bar';
import { ExactTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { TechnicalDetails } from '../../../ui/technical-details';
import { type HistoryFile, isBeingLoaded, isWhollyLoaded } from '../api/history-file';
import { pathOf } from '../api/history-file-queries';
import { lookOfUpload } from '../history-file-look';
import { DownloadButton } from './download-button';
import { UploadButton } from './upload-button';

const words = strings.historyFiles.upload;

/** Oracle's side of a file: a way to have it loaded, how far that is, and what Oracle made of it. */
export function UploadCard({ file }: { file: HistoryFile }) {
  const { mayManage } = useViewer();
  const { upload, parts } = file;
  if (!upload && (parts === 0 || !mayManage)) return null;
  const look = upload && lookOfUpload(upload);
  const isDone = upload !== null && isWhollyLoaded(upload);
  return (
    <Section
      heading={words.heading}
      purpose={words.purpose}
      aside={look && <StatusWord tone={look.tone}>{look.word}</StatusWord>}
    >
      {upload && <UploadPicture file={file} upload={upload} />}
      {mayManage && (
        <div className="history-buttons">
          {parts > 0 && !isBeingLoaded(file) && <UploadButton file={file} isDisabled={isDone} />}
          {upload?.hasReport && (
            <DownloadButton href={`${pathOf(file.id)}/upload-report`}>{words.report}</DownloadButton>
          )}
        </div>
      )}
    </Section>
  );
}

function UploadPicture({ file, upload }: { file: HistoryFile; upload: HistoryUploadView }) {
  const { state, partsLoaded, dataSetId, dataSetStatus, failure, startedAt, startedBy } = upload;
  const isRunning = state === HistoryUploadState.Running;
  const said = oracleWords(upload);
  return (
    <>
      <p className="quiet">
        <ExactTime moment={new Date(startedAt)} /> · <bdi>{startedBy}</bdi>
      </p>
      {isRunning && <ProgressBar label={words.progress} done={partsLoaded} total={file.parts} />}
      {said && (
        <p>
          {said} {isRunning && words.leave}
        </p>
      )}
      {failure && (
        <Notice
          tone={isRunning ? 'attention' : 'stopped'}
          title={isRunning ? words.troubleTitle : words.failedTitle}
        >
          {failure}
        </Notice>
      )}
      <UploadFigures upload={upload} />
      {isWhollyLoaded(upload) && <Notice tone="ok">{words.allLoaded}</Notice>}
      {dataSetId && (
        <TechnicalDetails
          rows={[
            [words.technical.dataSet, dataSetId],
            ...(dataSetStatus ? [[words.technical.status, dataSetStatus] as const] : []),
          ]}
        />
      )}
    </>
  );
}

/** What Oracle says of the part that it was given last. */
function oracleWords({ state, dataSetStatus }: HistoryUploadView): string {
  if (dataSetStatus !== null) return words.dataSetStatuses[dataSetStatus] ?? words.unknownStatus;
  return state === HistoryUploadState.Running ? words.onItsWay : '';
}

function UploadFigures({ upload: { loaded, refused, unprocessed } }: { upload: HistoryUploadView }) {
  const { figures } = words;
  return (
    <FigureList label={figures.label}>
      <Figure name={figures.loaded} count={loaded} meaning={figures.loadedMeaning} tone="ok" isWide />
      <Figure name={figures.refused} count={refused} meaning={figures.refusedMeaning} tone="stopped" />
      <Figure
        name={figures.unprocessed}
        count={unprocessed}
        meaning={figures.unprocessedMeaning}
        tone="attention"
      />
    </FigureList>
  );
}
