import { Button, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { ApiError } from '../lib/api-error';
import { strings } from '../lib/strings';
import { TONE_ICONS } from './tone';

interface ErrorStateProps {
  title: string;
  error: unknown;
  onRetry: () => void;
}

/** In place of a whole page: what failed, why, the number to quote, and a button to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const known = error instanceof ApiError ? error : null;
  const Icon = TONE_ICONS.stopped;
  return (
    <div className="error-state surface" role="alert">
      <span className="error-state-icon" data-tone="stopped">
        <Icon size={28} stroke={1.75} aria-hidden />
      </span>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" maw={480}>
        {known?.message ?? strings.common.unexpected}
      </Text>
      <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry} mt="xs">
        {strings.common.tryAgain}
      </Button>
      <p className="request-id">
        {known
          ? [known.requestId && strings.common.requestId(known.requestId), known.code]
              .filter(Boolean)
              .join(' · ')
          : String(error)}
      </p>
    </div>
  );
}
