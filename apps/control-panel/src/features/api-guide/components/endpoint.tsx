import { CopyableAddress } from '../../../ui/address';

interface EndpointProps {
  method: string;
  url: string;
  copyLabel: string;
}

/** The verb and the real address. */
export function Endpoint({ method, url, copyLabel }: EndpointProps) {
  return (
    <div className="endpoint">
      <span className="endpoint-method">{method}</span>
      <CopyableAddress label={copyLabel}>{url}</CopyableAddress>
    </div>
  );
}
