import { Fragment } from 'react';
import { CopyButton } from './copy-button';

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
      <CopyButton value={children} label={label} />
    </span>
  );
}
