import type {
  LookupRowView,
  LookupTable,
  LookupUploadMode,
  LookupUploadView,
  RemoveLookupRow,
  SaveLookupRow,
} from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { uploadFile } from '../../../lib/upload-file';
import { lookupPathOf } from './lookup-queries';

/** A changed table changes what the preview shows as well, and lets go what waited for it. */
function useLookupMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation<Answer, ApiError, Input>({
    mutationFn,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['mapping'] }),
        queryClient.invalidateQueries({ queryKey: ['queue'] }),
      ]),
  });
}

/** Adds a row, or changes the one with this key. */
export function useSaveLookupRow(table: LookupTable) {
  return useLookupMutation((row: SaveLookupRow) =>
    callApi<LookupRowView>(`${lookupPathOf(table)}/rows`, { method: 'PUT', body: row }),
  );
}

export function useRemoveLookupRow(table: LookupTable) {
  return useLookupMutation((row: RemoveLookupRow) =>
    callApi<{ removed: number }>(`${lookupPathOf(table)}/rows`, { method: 'DELETE', body: row }),
  );
}

/** Takes a CSV file in; `onProgress` is told the share that is gone. */
export function useUploadLookupTable(table: LookupTable, onProgress: (share: number) => void) {
  return useLookupMutation(({ file, mode }: { file: File; mode: LookupUploadMode }) =>
    uploadFile<LookupUploadView>({
      path: `${lookupPathOf(table)}/upload?mode=${mode}`,
      file,
      contentType: 'text/csv',
      onProgress,
    }),
  );
}
