import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatBytes } from '../../lib/format';
import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { ListSkeleton } from '../../ui/list-skeleton';
import { PageHeader } from '../../ui/page-header';
import { QueryPicture } from '../../ui/query-picture';
import { StatusWord } from '../../ui/status-word';
import { importQueries } from './api/import-queries';
import { ImportStage } from './components/import-stage';
import { RemoveImport } from './components/remove-import';
import { actionsOf, IMPORT_STATE_TONES } from './import-look';
import './imports.css';

interface ImportScreenProps {
  id: string;
  /** The way back to all imports. */
  back: ReactNode;
  onRemoved: () => void;
}

const words = strings.imports;

/** `/control-panel/imports/:id`: one file, from its columns to what became of each row. */
export function ImportScreen({ id, back, onRemoved }: ImportScreenProps) {
  const query = useQuery(importQueries.detail(id));
  const { mayManage } = useViewer();
  const { data } = query;
  return (
    <>
      {back}
      <PageHeader
        title={data?.filename ?? words.title}
        purpose={data ? words.fileFacts(formatBytes(data.bytes), data.rows) : words.purpose}
        aside={
          data && (
            <div className="import-aside">
              <StatusWord tone={IMPORT_STATE_TONES[data.state]}>{words.states[data.state]}</StatusWord>
              {mayManage && actionsOf(data.state).canRemove && (
                <RemoveImport detail={data} onRemoved={onRemoved} />
              )}
            </div>
          )
        }
      />
      <QueryPicture
        query={query}
        skeleton={<ListSkeleton label={words.loadingOne} />}
        failedTitle={words.failedOneTitle}
      >
        {(detail) => <ImportStage detail={detail} />}
      </QueryPicture>
    </>
  );
}
