import { strings } from '../../../lib/strings';
import { Address, CopyableAddress } from '../../../ui/address';
import { Fact, FactList } from '../../../ui/fact-list';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import { VariableHint } from '../../../ui/variable-hint';
import type { Overview } from '../api/overview';

const words = strings.overview.status;

/** What is switched on, and the addresses on both sides. */
export function StatusCard({ overview: { enabled, push, pull } }: { overview: Overview }) {
  return (
    <Section heading={words.heading}>
      <FactList>
        <Fact name={words.integration}>
          <OnOff isOn={enabled} variable="INTEGRATION_ENABLED=true" />
        </Fact>
        <Fact name={words.push}>
          <OnOff isOn={push.enabled} variable="PUSH_ENABLED=true" />
          <div className="fact-note">{words.profile(push.profile)}</div>
        </Fact>
        <Fact name={words.baseUrl} isLong>
          <AddressOrHint address={push.baseUrl} variable="PUSH_BASE_URL" />
        </Fact>
        <Fact name={words.tokenUrl} isLong>
          <AddressOrHint address={push.tokenUrl} variable="PUSH_TOKEN_URL" />
        </Fact>
        <Fact name={words.pull}>
          <OnOff isOn={pull.enabled} variable="PULL_ENABLED=true" />
        </Fact>
        <Fact name={words.pullUrl} isLong>
          <CopyableAddress label={words.copyPullUrl}>{pull.url}</CopyableAddress>
        </Fact>
      </FactList>
    </Section>
  );
}

function OnOff({ isOn, variable }: { isOn: boolean; variable: string }) {
  if (isOn) return <StatusWord tone="ok">{strings.common.on}</StatusWord>;
  return (
    <>
      <StatusWord tone="off">{strings.common.off}</StatusWord>
      <div className="fact-note">
        <VariableHint variable={variable}>{words.switchOnBy}</VariableHint>
      </div>
    </>
  );
}

function AddressOrHint({ address, variable }: { address: string | null; variable: string }) {
  if (address !== null) return <Address>{address}</Address>;
  return (
    <VariableHint variable={variable}>
      {words.notSet} {words.setBy}
    </VariableHint>
  );
}
