import { Loader } from '@mantine/core';
import { strings } from '../lib/strings';

/** While it is not yet known who is signed in. */
export function PageLoading() {
  return (
    <main className="entrance">
      <div role="status" aria-label={strings.shell.loading}>
        <Loader size="md" />
      </div>
    </main>
  );
}
