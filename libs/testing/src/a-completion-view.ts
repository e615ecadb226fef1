import { type CompletionView, EXAMPLE_COMPLETION } from '@oracle-integration/contracts';

/** María's completion of Fire Safety with a grade of 80. */
export function aCompletionView(values: Partial<CompletionView> = {}): CompletionView {
  return {
    ...EXAMPLE_COMPLETION,
    id: '0198c0de-0000-7000-8000-000000000001',
    grade: { value: 80, max: 100, percent: 80 },
    ...values,
  };
}
