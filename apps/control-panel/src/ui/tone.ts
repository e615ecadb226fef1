import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconPower,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** How good or bad a state is. Its colours stand in `ui.css`; a word and an icon always go with them. */
export type Tone = 'ok' | 'progress' | 'attention' | 'stopped' | 'off';

/** An icon of the Tabler set. */
export type Icon = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  'aria-hidden'?: boolean;
}>;

export const TONE_ICONS: Readonly<Record<Tone, Icon>> = {
  ok: IconCircleCheck,
  progress: IconInfoCircle,
  attention: IconAlertTriangle,
  stopped: IconAlertOctagon,
  off: IconPower,
};
