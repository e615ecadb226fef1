import type {
  ApplyImportRequest,
  ImportDetailView,
  ImportMappingRequest,
  ImportView,
  SetImportStateRequest,
} from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { uploadFile } from '../../../lib/upload-file';
import { importQueries } from './import-queries';

const pathOf = (id: string) => `/api/admin/imports/${encodeURIComponent(id)}`;

function useImportMutation<Input, Answer>(
  mutationFn: (input: Input) => Promise<Answer>,
  onSuccess?: () => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Of the mutation, not of the press: what was pressed may be gone once the lists are asked anew.
    onSuccess,
    // Also after a refusal: "somebody else was quicker" is shown best by what there is now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: importQueries.all }),
  });
}

/** Sends a file; `onProgress` is told the share that is gone. */
export function useUploadImport(onProgress: (share: number) => void) {
  return useImportMutation((file: File) =>
    uploadFile<ImportDetailView>({
      path: `/api/admin/imports?filename=${encodeURIComponent(file.name)}`,
      file,
      contentType: 'text/csv',
      onProgress,
    }),
  );
}

/** Says how the columns are read, and has every row checked by it. */
export function useCheckImport(id: string) {
  return useImportMutation(async (mapping: ImportMappingRequest) => {
    await callApi<ImportDetailView>(`${pathOf(id)}/mapping`, { method: 'PUT', body: mapping });
    return callApi<ImportView>(`${pathOf(id)}/check`, { method: 'POST' });
  });
}

export function useApplyImport(id: string) {
  return useImportMutation((body: ApplyImportRequest) =>
    callApi<ImportView>(`${pathOf(id)}/apply`, { method: 'POST', body }),
  );
}

export function useSetImportState(id: string) {
  return useImportMutation((state: SetImportStateRequest['state']) =>
    callApi<ImportView>(`${pathOf(id)}/state`, { method: 'PUT', body: { state } }),
  );
}

export function useRemoveImport(id: string, onRemoved: () => void) {
  return useImportMutation(() => callApi<void>(pathOf(id), { method: 'DELETE' }), onRemoved);
}
