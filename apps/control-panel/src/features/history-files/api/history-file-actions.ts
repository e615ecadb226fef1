import type { HistoryFileView, HistoryUploadView, RequestHistoryFile } from '@oracle-integration/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { HISTORY_FILES, historyFileQueries, pathOf } from './history-file-queries';

/** Has completions written into a file, or only looked over. */
export function useRequestHistoryFile(onDone: (file: HistoryFileView) => void) {
  return useHistoryFileCall<RequestHistoryFile, HistoryFileView>(
    (body) => callApi(HISTORY_FILES, { method: 'POST', body }),
    onDone,
  );
}

/** Cancels one that is being made, or removes what a finished one holds. */
export function useDiscardHistoryFile(onDone: () => void) {
  return useHistoryFileCall<string, HistoryFileView>(
    (id) => callApi(pathOf(id), { method: 'DELETE' }),
    onDone,
  );
}

/** Has Oracle load it. */
export function useUploadHistoryFile(onDone: () => void) {
  return useHistoryFileCall<string, HistoryUploadView>(
    (id) => callApi(`${pathOf(id)}/upload`, { method: 'POST' }),
    onDone,
  );
}

function useHistoryFileCall<Input, Answer>(
  mutationFn: (input: Input) => Promise<Answer>,
  onSuccess: (answer: Answer) => void,
) {
  const queryClient = useQueryClient();
  return useMutation<Answer, ApiError, Input>({
    mutationFn,
    onSuccess,
    // Also after a refusal: "somebody else was quicker" is shown best by what there is now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: historyFileQueries.all }),
  });
}
