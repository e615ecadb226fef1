import { strings } from '../../lib/strings';
import { useViewer } from '../../lib/viewer';
import { PageHeader } from '../../ui/page-header';
import { ImportsList, type ToImport } from './components/imports-list';
import { UploadCard } from './components/upload-card';
import './imports.css';

interface ImportsScreenProps {
  /** A file has gone up: on to its columns. */
  onUploaded: (id: string) => void;
  toImport: ToImport;
}

/** `/control-panel/imports`: bring a file in, and what was brought in so far. */
export function ImportsScreen({ onUploaded, toImport }: ImportsScreenProps) {
  const { mayManage } = useViewer();
  return (
    <>
      <PageHeader title={strings.imports.title} purpose={strings.imports.purpose} />
      {mayManage && <UploadCard onUploaded={onUploaded} />}
      <ImportsList toImport={toImport} />
    </>
  );
}
