import type { ProfileGuideView } from '@oracle-integration/contracts';

/** What the profile Generic JSON asks of Oracle, in short. */
export function aProfileGuide(change: Partial<ProfileGuideView> = {}): ProfileGuideView {
  return {
    profile: 'generic-json',
    title: 'Generic JSON',
    help: 'Completions as JSON.',
    isChosen: true,
    needs: ['An endpoint that takes batches.'],
    exchanges: [
      {
        title: 'Deliver completions',
        help: 'Many in one request.',
        method: 'POST',
        url: 'https://oracle.example.com/completions',
        headers: { authorization: '***' },
        body: '{"items":[{"idempotencyKey":"b4a1c7d2"}]}',
        answers: [{ status: 207, meaning: 'Each is told apart.', body: '{"items":[]}' }],
      },
    ],
    ...change,
  };
}
