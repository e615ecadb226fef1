import { Link, useNavigate } from '@tanstack/react-router';
import { ImportsScreen } from '../../features/imports/imports-screen';

export function ImportsPage() {
  const navigate = useNavigate();
  return (
    <ImportsScreen
      onUploaded={(importId) =>
        void navigate({ to: '/control-panel/imports/$importId', params: { importId } })
      }
      toImport={(importId, name) => (
        <Link to="/control-panel/imports/$importId" params={{ importId }} className="row-link">
          {name}
        </Link>
      )}
    />
  );
}
