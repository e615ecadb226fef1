import { strings } from '../../../lib/strings';
import { Address, CopyableAddress } from '../../../ui/address';
import { Fact, FactList } from '../../../ui/fact-list';
import { RelativeTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import type { Overview } from '../api/overview';

const words = strings.overview.status;

/** What is switched on, and the addresses on both sides. */
export function StatusCard({ overview: { at, enabled, push, pull } }: { overview: Overview }) {
  return (
    <Section heading={words.heading}>
      <FactList>
        <Fact name={words.integration}>
          <OnOff isOn={enabled} />
        </Fact>
        <Fact name={words.push}>
          <OnOff isOn={push.enabled} />
          <div className="fact-note">{words.profile(push.profile)}</div>
        </Fact>
        <Fact name={words.lastDelivery}>
          <MomentOrNone moment={push.lastDeliveryAt} now={at} />
        </Fact>
        <Fact name={words.baseUrl} isLong>
          <AddressOrNone address={push.baseUrl} />
        </Fact>
        <Fact name={words.tokenUrl} isLong>
          <AddressOrNone address={push.tokenUrl} />
        </Fact>
        <Fact name={words.pull}>
          <OnOff isOn={pull.enabled} />
        </Fact>
        <Fact name={words.lastPull}>
          <MomentOrNone moment={pull.lastPulledAt} now={at} />
        </Fact>
        <Fact name={words.pullUrl} isLong>
          <CopyableAddress label={words.copyPullUrl}>{pull.url}</CopyableAddress>
        </Fact>
      </FactList>
    </Section>
  );
}

function OnOff({ isOn }: { isOn: boolean }) {
  return isOn ? (
    <StatusWord tone="ok">{strings.common.on}</StatusWord>
  ) : (
    <StatusWord tone="off">{strings.common.off}</StatusWord>
  );
}

function AddressOrNone({ address }: { address: string | null }) {
  return address === null ? <span className="quiet">{words.notSet}</span> : <Address>{address}</Address>;
}

function MomentOrNone({ moment, now }: { moment: Date | null; now: Date }) {
  return moment ? <RelativeTime moment={moment} now={now} /> : <span className="quiet">{words.none}</span>;
}
