import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Fragment } from 'react';
import { strings } from '../lib/strings';

/** A network address: it breaks after its parts where it must, and anywhere rather than leave its card. */
export function Address({ children }: { children: string }) {
  const parts = children.split(/(?<=[/.?&=])(?![/.])/);
  return (
    <code className="address">
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}

/** An address with a button that copies it. */
export function CopyableAddress({ children, label }: { children: string; label: string }) {
  return (
    <span className="copyable">
      <Address>{children}</Address>
      <CopyButton value={children}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? strings.common.copied : strings.common.copy} withArrow>
            <ActionIcon
              variant="subtle"
              size="sm"
              onClick={copy}
              aria-label={copied ? strings.common.copied : label}
            >
              {copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
