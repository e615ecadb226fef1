import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { EmptyState } from '../../ui/empty-state';
import { ListSkeleton } from '../../ui/list-skeleton';
import { Notice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import { type HistoryFile, isBeingMade } from './api/history-file';
import { historyFileQueries } from './api/history-file-queries';
import { FileCard } from './components/file-card';
import { FilesList } from './components/files-list';
import { HistoryFileForm } from './components/history-file-form';
import { UploadCard } from './components/upload-card';
import type { HistoryFilesSearch } from './history-files-search';
import './history-files.css';

const words = strings.historyFiles;

interface HistoryFilesScreenProps {
  search: HistoryFilesSearch;
  onSearch: (search: HistoryFilesSearch) => void;
}

/** `/control-panel/history-files`: old completions as a file of HCM Data Loader, looked over, made, loaded. */
export function HistoryFilesScreen({ search, onSearch }: HistoryFilesScreenProps) {
  const { mayManage } = useViewer();
  const query = useQuery(historyFileQueries.latest());
  return (
    <>
      <PageHeader title={words.title} purpose={words.purpose} aside={mayManage && <SettingsLink />} />
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loading} rows={8} />}
        failedTitle={words.failedTitle}
      >
        {(files) => <Files files={files} chosenId={search.file} onBegun={() => onSearch({})} />}
      </QueryPicture>
    </>
  );
}

interface FilesProps {
  files: readonly HistoryFile[];
  chosenId: string | undefined;
  /** A new one has begun, and is the one to look at. */
  onBegun: () => void;
}

function Files({ files, chosenId, onBegun }: FilesProps) {
  const { mayManage } = useViewer();
  const shown = chosenId === undefined ? files[0] : files.find(({ id }) => id === chosenId);
  return (
    <>
      {mayManage && !files.some(isBeingMade) && <HistoryFileForm onBegun={onBegun} />}
      {shown && <FileCard key={shown.id} file={shown} onBegun={onBegun} />}
      {shown && <UploadCard key={`${shown.id} upload`} file={shown} />}
      {!shown && chosenId !== undefined && (
        <Notice tone="attention" title={words.unknownTitle}>
          {words.unknown}
        </Notice>
      )}
      {files.length > 0 ? (
        <FilesList files={files} shownId={shown?.id} />
      ) : (
        <EmptyState title={words.emptyTitle}>{mayManage ? words.empty : words.emptyView}</EmptyState>
      )}
    </>
  );
}

function SettingsLink() {
  return (
    <Link to="/control-panel/settings" hash="history" className="text-link">
      <IconSettings size={16} aria-hidden /> {words.toSettings}
    </Link>
  );
}
