import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { strings } from '../lib/strings';
import { Notice } from './notice';

interface SecretOnceProps {
  /** What it is: "API token". */
  label: string;
  secret: string;
  /** Where it belongs and who may have it. */
  children: string;
}

/** A secret that is shown this one time. */
export function SecretOnce({ label, secret, children }: SecretOnceProps) {
  return (
    <div className="secret-once">
      <Notice tone="attention" title={strings.common.shownOnce}>
        {children}
      </Notice>
      <div className="secret-line">
        <code className="secret" aria-label={label}>
          {secret}
        </code>
        <CopyButton value={secret} timeout={4_000}>
          {({ copied, copy }) => (
            <Button
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {copied ? strings.common.copied : strings.common.copy}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
