import { CompletionStanding } from '@oracle-integration/contracts';
import type { Tone } from '../../ui/tone';

/** How each standing looks; its words stand in the catalogue. */
export const STANDING_TONES: Readonly<Record<CompletionStanding, Tone>> = {
  [CompletionStanding.Unfinished]: 'off',
  [CompletionStanding.Delivered]: 'ok',
  [CompletionStanding.Waiting]: 'progress',
  [CompletionStanding.Stopped]: 'stopped',
  [CompletionStanding.NotQueued]: 'off',
  [CompletionStanding.KeptBack]: 'off',
  [CompletionStanding.Revoked]: 'attention',
};
