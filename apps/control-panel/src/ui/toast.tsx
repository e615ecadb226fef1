import { notifications } from '@mantine/notifications';
import { ApiError } from '../lib/api-error';
import { strings } from '../lib/strings';
import { type Tone, TONE_ICONS } from './tone';

/** Says in the corner what came of an action. */
export const toast = {
  /** "1,240 requeued. The first ones go out now, the rest within 4 minutes." */
  done: (message: string) => show('ok', message),
  /** What did not succeed, where no form or dialog is open that could say it. */
  failed: (title: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : strings.common.unexpected;
    const requestId = error instanceof ApiError && error.requestId;
    show('stopped', requestId ? `${reason} ${strings.common.requestId(requestId)}` : reason, title);
  },
};

function show(tone: Tone, message: string, title?: string): void {
  const Icon = TONE_ICONS[tone];
  const isTrouble = tone === 'stopped';
  notifications.show({
    title,
    message,
    icon: <Icon size={18} stroke={2} aria-hidden />,
    // Trouble stays until it is read.
    autoClose: isTrouble ? false : undefined,
    role: isTrouble ? 'alert' : 'status',
    withBorder: true,
    className: 'toast',
    closeButtonProps: { 'aria-label': strings.common.close },
    ...{ 'data-tone': tone },
  });
}
