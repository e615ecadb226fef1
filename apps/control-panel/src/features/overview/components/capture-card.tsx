import { CaptureState } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';
import { Address } from '../../../ui/address';
import { Fact, FactList } from '../../../ui/fact-list';
import { RelativeTime } from '../../../ui/relative-time';
import { Section } from '../../../ui/section';
import { StatusWord } from '../../../ui/status-word';
import type { Tone } from '../../../ui/tone';
import type { CaptureStatus } from '../api/overview';

const words = strings.overview.capture;

const TONES: Readonly<Record<CaptureState, Tone>> = {
  [CaptureState.NotConfigured]: 'attention',
  [CaptureState.Starting]: 'progress',
  [CaptureState.Loading]: 'progress',
  [CaptureState.Following]: 'ok',
  [CaptureState.Trouble]: 'stopped',
};

/** Where completions come from, and whether they still come. */
export function CaptureCard({ capture, now }: { capture: CaptureStatus; now: Date }) {
  const { state, source, siteId, lastReadAt } = capture;
  return (
    <Section
      heading={words.heading}
      aside={<StatusWord tone={TONES[state]}>{words.states[state]}</StatusWord>}
    >
      <FactList>
        <Fact name={words.source} isLong>
          {source === null ? <Quiet>{strings.overview.status.notSet}</Quiet> : <Address>{source}</Address>}
        </Fact>
        <Fact name={words.site}>
          <bdi>{siteId}</bdi>
        </Fact>
        <Fact name={words.lastRead}>
          {lastReadAt ? <RelativeTime moment={lastReadAt} now={now} /> : <Quiet>{words.never}</Quiet>}
        </Fact>
        <Fact name={words.firstLoad}>{firstLoadOf(capture)}</Fact>
      </FactList>
    </Section>
  );
}

function firstLoadOf({ state, rowsRead, firstLoadFinishedAt }: CaptureStatus) {
  if (firstLoadFinishedAt) return words.rowsFinished(rowsRead);
  if (rowsRead > 0 || state === CaptureState.Loading) return words.rowsSoFar(rowsRead);
  return <Quiet>{words.notBegun}</Quiet>;
}

function Quiet({ children }: { children: string }) {
  return <span className="quiet">{children}</span>;
}
