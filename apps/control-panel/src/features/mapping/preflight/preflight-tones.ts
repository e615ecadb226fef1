import { PreflightState } from '@oracle-integration/contracts';
import type { Tone } from '../../../ui/tone';

export const PREFLIGHT_TONES: Readonly<Record<PreflightState, Tone>> = {
  [PreflightState.Running]: 'progress',
  [PreflightState.Finished]: 'ok',
  [PreflightState.Cancelled]: 'off',
  [PreflightState.Failed]: 'stopped',
};
